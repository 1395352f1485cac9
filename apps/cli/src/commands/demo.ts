import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { settingsOfProcess } from '#libs/config';
import { addFeed, subscribe } from '#libs/operations';
import { readHistory, type Evidence } from '#libs/projections';
import { DEFAULT_POLICY } from '#libs/domain';
import { createLogger } from '#libs/telemetry';
import { openRuntime, stopSignal, type Runtime } from '#libs/runtime';
import { startStandalone } from '../../../standalone/src/standalone.run';
import { CliError } from '../cli-error';
import { serveFeeds } from '../demo/outlets';
import { startReceiver, type DemoMessage } from '../demo/receiver';
import { ITEMS, OUTLETS, STORY } from '../demo/story';
import { print, printable, printTable } from '../output';

/** How often the end of the film is looked for, real milliseconds. */
const LOOK_MS = 100;
/** Real time given to the last messages when the film is over. */
const LAST_MESSAGES_MS = 15_000;

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('the spring of 2025 as a film: feeds of our own, a receiver of our own, no internet')
    .option('--port <n>', 'port of the page; any free one when absent', '0')
    .action(async ({ port }: { port: string }) => {
      const stop = stopSignal();
      const folder = mkdtempSync(join(tmpdir(), 'mediation-watch-demo-'));
      try {
        await play(folder, { port, stop });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
}

async function play(folder: string, { port, stop }: { port: string; stop: AbortSignal }): Promise<void> {
  const settings = settingsOfProcess({
    DATABASE_URL: '',
    REDIS_URL: '',
    MW_DATA_DIR: folder,
    MW_FEEDS: 'none',
    MW_PUBLIC_URL: '',
    HOST: '127.0.0.1',
    PORT: port,
    MW_EGRESS_ALLOW: '127.0.0.0/8',
    MW_CLOCK: `${STORY.start}*${STORY.speed}`,
    MW_SECRET_KEY: '',
    MW_API_KEY: '',
  });
  print('mediation-watch demo: starting a database of its own ...');
  const runtime = await openRuntime(
    settings,
    createLogger({ level: 'error', pretty: false, destination: process.stderr }),
  );
  const messages: DemoMessage[] = [];
  const feeds = await serveFeeds(ITEMS, runtime.clock);
  const receiver = await startReceiver((message) => {
    messages.push(message);
    show(message);
  });
  try {
    for (const { name, tier, official } of OUTLETS)
      await addFeed(runtime, { url: feeds.url(name), title: name, outlet: name, tier, official });
    const standalone = await startStandalone(runtime);
    print(
      `page ${standalone.url}/ ; a second is ${STORY.speed / 60} minutes, from ${STORY.start} to ${STORY.end}`,
    );
    const { secret } = await subscribe(
      { ...runtime, egressAllow: settings.MW_EGRESS_ALLOW },
      { url: receiver.url },
    );
    receiver.secret(secret);
    const stopTelling = await tellDecisions(runtime);
    await untilOver(runtime, stop);
    await stopTelling();
    if (!stop.aborted) await summary(runtime, messages);
    await standalone.stop();
  } finally {
    await runtime.close();
    await receiver.close();
    await feeds.close();
  }
}

const clockFace = (at: string): string => at.replace('T', ' ').slice(0, 16);

/** Prints each decision as it enters the log. */
async function tellDecisions({ database, store }: Runtime): Promise<() => Promise<void>> {
  let after = 0;
  let busy: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    for (const { type, position, recordedAt, body } of await store.read({
      after,
      types: ['posture.changed', 'posture.corrected', 'posture.reinforced', 'item.revised'],
    })) {
      after = position;
      const { from, to, confidence, cause, title } = body as {
        from?: string;
        to?: string;
        confidence?: number;
        cause?: string;
        title?: string;
      };
      if (type === 'item.revised')
        print(`${clockFace(recordedAt)}  item.revised       "${printable(title ?? '')}"`);
      else
        print(
          `${clockFace(recordedAt)}  ${type.padEnd(18)} ${from ?? '-'} -> ${to}  confidence ${confidence?.toFixed(2)}  (${cause})`,
        );
    }
  };
  const stop = await database.listen('events', () => (busy = busy.then(look)));
  await look();
  return async () => {
    await stop();
    await busy;
  };
}

function show({ type, sequence, data, verified }: DemoMessage): void {
  const seal = verified ? 'signature verified' : 'SIGNATURE WRONG';
  if (type === 'mediation-watch.endpoint.test')
    return print(`                  webhook            endpoint.test, ${seal}`);
  print(
    `                  webhook #${sequence}         ${type.replace('mediation-watch.', '')} to ${String(data.to)}, ${seal}`,
  );
  for (const { quote, speaker, outlet } of (data.evidence as Evidence[]).slice(0, 2))
    print(
      `                    "${printable(quote)}" - ${printable(speaker ?? 'nobody named')}, ${printable(outlet)}`,
    );
}

/** The film is over when its clock is, and the outbox is empty; or when somebody stops it. */
async function untilOver({ clock, database }: Runtime, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && clock.now() < Date.parse(STORY.end)) await pause(LOOK_MS);
  const deadline = performance.now() + LAST_MESSAGES_MS;
  while (!stop.aborted && performance.now() < deadline) {
    const waiting = await database.query(`select 1 from deliveries where state = 'waiting' limit 1`);
    if (waiting.length === 0) return;
    await pause(LOOK_MS);
  }
}

async function summary({ database, store, clock }: Runtime, messages: DemoMessage[]): Promise<void> {
  const periods = await readHistory({ database, store, clock, policy: DEFAULT_POLICY });
  print();
  printTable(
    periods.map(({ posture, from, to, confidence, origins, copies }) => ({
      posture,
      from: clockFace(from),
      to: to ? clockFace(to) : 'now',
      confidence: confidence.toFixed(2),
      origins,
      copies,
    })),
  );
  const wrong = messages.filter(({ verified }) => !verified).length;
  print(`\n${messages.length} webhooks received, ${messages.length - wrong} signatures verified`);
  if (wrong > 0) throw new CliError(`${wrong} webhooks had a wrong signature`);
}
