#!/usr/bin/env node
import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { SettingsError } from '#libs/config';
import { VERSION } from '../../runtime/src/index';
import { runStandalone } from '../../standalone/src/standalone.run';
import { CliError } from './cli-error';
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

/** Exit codes: 0 ok, 1 failed, 2 the words of the call are off. */
async function main(): Promise<void> {
  // `... | head` closes the pipe early; that is no failure.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
  try {
    await createProgram().parseAsync();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  // Commander has printed its own complaint, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`mediation-watch: ${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof CliError ? error.exitCode : error instanceof SettingsError ? 2 : 1;
}

if (require.main === module) void main();
