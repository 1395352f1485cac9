import { Command } from 'commander';
import { VERSION } from '#libs/runtime';
import { runStandalone } from '../../standalone/src/standalone.run';
import { addAssess } from './commands/assess';
import { addBacktest } from './commands/backtest';
import { addDemo } from './commands/demo';
import { addConfig } from './commands/config';
import { addDoctor } from './commands/doctor';
import { addEvaluate } from './commands/evaluate';
import { addFeeds } from './commands/feeds';
import { addImport, addItems } from './commands/items';
import { addKeys } from './commands/keys';
import { addLog } from './commands/log';
import { addNotYet } from './commands/not-yet';
import { addPosture } from './commands/posture';
import { addDeliveries, addSubscriptions } from './commands/subscriptions';

/** Every command of the contract. */
export function createProgram(): Command {
  const program = new Command('mediation-watch')
    .version(VERSION)
    .description('what the US posture as mediator between Russia and Ukraine is, and why');
  program.command('start').description('everything in one process').action(runStandalone);
  for (const add of [
    addDemo,
    addAssess,
    addBacktest,
    addEvaluate,
    addFeeds,
    addSubscriptions,
    addDeliveries,
    addItems,
    addImport,
    addKeys,
    addPosture,
    addLog,
    addConfig,
    addDoctor,
    addNotYet,
  ])
    add(program);
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap(({ commands }) => commands),
  ])
    command.exitOverride();
  return program;
}
