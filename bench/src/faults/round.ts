import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from '#libs/database';
import { silentLogger } from '#libs/telemetry';
import { postmasterOf, socketUrl } from '../laboratory/private-postgres';
import { check } from './checker/check';
import { findings, type Acknowledgement, type Dossier, type Finding } from './checker/dossier';
import { startLabClock, type LabClock } from './lab-clock';
import { describeFault, type Plan } from './plan';
import { readDatabase } from './read-dossier';
import { setStage, type Stage } from './stage';
import { FEEDS, OUTLETS, titleAt } from './story';
import { openSystem, type System } from './system';

export interface RoundOptions {
  plan: Plan;
  /** Of this round alone; removed when nothing was found. */
  folder: string;
  template: string;
  redis: boolean;
}

export interface RoundReport {
  plan: Plan;
  findings: Finding[];
  /** What the log holds at the end, and how many messages were received. */
  events: number;
  received: number;
  /** From the first start to the story's beginning; from its end until everything had arrived; all of the round. */
  setupMs: number;
  settledMs: number;
  ms: number;
}

/** After the end of the story everything must have arrived in this time, in real milliseconds. */
const SETTLE_LIMIT_MS = 75_000;
/** Before the story nothing is broken: this long it may take, in real milliseconds. */
const SETUP_LIMIT_MS = 60_000;
/** From the beginning of the story until it is told and every fault is over; real milliseconds. */
const PLAY_LIMIT_MS = 150_000;
/** A stop in order takes at most 20 seconds by the product's own word; real milliseconds. */
const STOP_LIMIT_MS = 40_000;
const LOOK_MS = 100;
/** Types every endpoint subscribes to; the last one to reinforcements as well. */
const EVENTS = ['posture.changed', 'posture.corrected', 'monitor.blinded', 'monitor.recovered'];
const ALSO = ['posture.reinforced'];

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Plays one round: a quiet beginning, the story among faults, a quiet end, and the check of what is left. */
export async function playRound(options: RoundOptions): Promise<RoundReport> {
  const { plan, folder } = options;
  const began = Date.now();
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  writeFileSync(join(folder, 'schedule.txt'), `${plan.faults.map(describeFault).join('\n')}\n`);
  const clock = startLabClock();
  const stage = await setStage(plan, clock);
  const hooks = slowClockHooks(stage, () => system);
  const system: System = await openSystem({ ...options, clock, ...hooks });
  const found: Finding[] = [];
  let setupMs = 0;
  try {
    await within(SETUP_LIMIT_MS, 'the quiet beginning', async () => {
      await system.start();
      await prepare(system, stage);
    });
    setupMs = Date.now() - began;
    const playing = { clock, stage, system, found };
    const acknowledged = await within(PLAY_LIMIT_MS, 'the story', () => play(plan, playing));
    const ended = Date.now();
    await settle(plan, playing);
    const settledMs = Date.now() - ended;
    const answers = await readAnswers(system);
    await within(STOP_LIMIT_MS, 'the stop', () => system.stop());
    const database = await readStopped(system, { clock, folder });
    const dossier: Dossier = {
      begin: clock.begin,
      slowClock: plan.faults.some(({ kind }) => kind === 'clock-back'),
      shown: [...stage.shown],
      expected: plan.story.expected,
      acknowledged: [...acknowledged.values()],
      endpoints: stage.receivers.map((receiver, i) => ({
        name: `receiver ${i + 1}`,
        events: eventsOf(i, stage.receivers.length),
        receipts: receiver
          .alerts()
          .map(({ id, body }) => ({ id, body, verified: !receiver.unverified.includes(id) })),
      })),
      ...answers,
      ...database,
    };
    found.push(...check(dossier));
    const received = dossier.endpoints.reduce((sum, { receipts }) => sum + receipts.length, 0);
    return { ...report(), events: dossier.log.length, received, settledMs };
  } catch (error) {
    found.push(...findings('process', [error instanceof Error ? error.message : String(error)]));
    return { ...report(), events: 0, received: 0, settledMs: 0 };
  } finally {
    await system.close(found.length > 0);
    await stage.close();
    if (found.length === 0) rmSync(folder, { recursive: true, force: true });
    else writeFileSync(join(folder, 'findings.json'), JSON.stringify(found, null, 2));
  }

  function report() {
    found.push(...findings('process', system.complaints));
    return { plan, findings: found, setupMs, ms: Date.now() - began };
  }
}

const eventsOf = (index: number, count: number): string[] =>
  index === count - 1 ? [...EVENTS, ...ALSO] : EVENTS;

interface Playing {
  clock: LabClock;
  stage: Stage;
  system: System;
  found: Finding[];
}

async function json<T>(system: System, path: string, body?: object): Promise<T> {
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  const answer = await system.api(path, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Registers feeds and endpoints and waits for the first polls and the tests. */
async function prepare(system: System, { feeds, receivers }: Stage): Promise<void> {
  for (const source of FEEDS) {
    const official = source === 'official';
    await json(system, '/v1/feeds', {
      url: feeds.url(OUTLETS[source]),
      outlet: OUTLETS[source],
      tier: official ? 1 : 2,
      official,
    });
  }
  for (const [i, receiver] of receivers.entries()) {
    const events = eventsOf(i, receivers.length);
    const { secret } = await json<{ secret: string }>(system, '/v1/subscriptions', {
      url: receiver.url,
      events,
    });
    receiver.secret = secret;
  }
  for (;;) {
    const [state] = await system.query<{ ready: boolean }>(
      `select not exists (select 1 from feed_polls where last_success_at is null)
          and not exists (select 1 from subscriptions where health->>'state' <> 'active')
          and exists (select 1 from events where type = 'posture.changed') as ready`,
    );
    if (state?.ready) return;
    await pause(LOOK_MS);
  }
}

/** The story among its faults. @returns what was acknowledged, by title; it is added to until all is handed in */
async function play(
  plan: Plan,
  { clock, stage, system, found }: Playing,
): Promise<Map<string, Acknowledgement>> {
  const acknowledged = new Map<string, Acknowledgement>();
  clock.start();
  stage.releaseReceivers();
  const began = Date.now();
  // A fault may last longer than planned, as a slow start does: the next one of its target waits for its end.
  const busy = new Map<string, Promise<void>>();
  const faults = plan.faults.map(async (fault) => {
    await pause(began + fault.at - Date.now());
    const before = busy.get(fault.target) ?? Promise.resolve();
    const done = before.then(() => (fault.kind.startsWith('feed-') ? stage : system).inflict(fault));
    busy.set(fault.target, done);
    await done;
  });
  const pushing = push({ clock, stage, system, found }, acknowledged);
  await Promise.all([...faults, pushing]);
  return acknowledged;
}

/** Hands items in and does so again until they are acknowledged, as a careful client does. */
async function push(
  { clock, stage, system, found }: Playing,
  acknowledged: Map<string, Acknowledgement>,
): Promise<void> {
  const isOver = (): boolean =>
    stage.isAllShown() && stage.toPush().every(({ title }) => acknowledged.has(title));
  const until = Date.now() + PLAY_LIMIT_MS;
  while (!isOver() && Date.now() < until) {
    for (const item of stage.toPush().filter(({ title }) => !acknowledged.has(title))) {
      const { id, title, summary, source, at } = item;
      const body = { id, title, summary, outlet: OUTLETS[source], url: `https://example.org/${id}` };
      const init = {
        method: 'POST',
        body: JSON.stringify({ ...body, publishedAt: new Date(clock.begin + at).toISOString() }),
      };
      const answer = await system.api('/v1/items', init).catch(() => undefined);
      if (answer?.status === 202) {
        const { position } = (await answer.json()) as { position: number };
        acknowledged.set(title, { title, position });
      } else if (answer && answer.status < 500)
        found.push(
          ...findings('process', [`"${title}" was refused with ${answer.status}: ${await answer.text()}`]),
        );
      else await pause(LOOK_MS);
    }
    await pause(LOOK_MS / 4);
  }
}

/** Waits until everything has arrived everywhere; what has not in time is a finding, and then a restart may help. */
async function settle(plan: Plan, playing: Playing): Promise<void> {
  const { clock, system, found } = playing;
  if (plan.story.leap > 0) {
    clock.leap(plan.story.leap);
    await system.startAnew();
  }
  const missing = await untilSettled(playing, SETTLE_LIMIT_MS);
  if (!missing) return;
  found.push(...findings('process', [`${SETTLE_LIMIT_MS / 1_000} s after the last fault ${missing}`]));
  await within(SETUP_LIMIT_MS, 'a start after the faults', () => system.startAnew());
  const still = await untilSettled(playing, SETTLE_LIMIT_MS / 2);
  if (still) found.push(...findings('process', [`after a new start, still, ${still}`]));
}

async function untilSettled({ clock, stage, system }: Playing, limit: number): Promise<string | undefined> {
  const until = Date.now() + limit;
  for (;;) {
    const missing = await whatIsMissing(stage, system, clock).catch(
      (error: Error) => `the database does not answer (${error.message})`,
    );
    if (!missing || Date.now() > until) return missing;
    await pause(LOOK_MS);
  }
}

interface Arrival {
  /** A text that is not in the log; null: all are. */
  unread: string | null;
  /** How far the fold is, of the last position with news. */
  folded: number;
  head: number;
  /** Deliveries that wait. */
  waiting: number;
  /** Whether time alone should have moved the posture, an hour ago by the laboratory's clock. */
  due: boolean;
}

/** What has not come through yet, in words. */
async function whatIsMissing(stage: Stage, system: System, clock: LabClock): Promise<string | undefined> {
  const titles = [...stage.shown].map((item) => titleAt(item, Infinity));
  if ([...stage.shown].some(({ edited }) => edited && edited.at > clock.now())) return 'the story goes on';
  const [state] = await system.query<Arrival>(
    `select (select min(t) from unnest($1::text[]) t where not exists (
               select 1 from events where type in ('item.observed', 'item.revised') and body->>'title' = t)) as unread,
            (select position from checkpoints where name = 'posture') as folded,
            (select max(position) from events where type in ('item.observed', 'item.revised')) as head,
            (select count(*) from deliveries where state = 'waiting') as waiting,
            (select exists (select 1 from posture_state where next_due <= $2)) as due`,
    [titles, new Date(clock.begin + clock.now() - 3_600_000).toISOString()],
  );
  if (!state) return 'the database says nothing';
  if (state.unread !== null) return `"${state.unread}" is not in the log`;
  if (state.folded < state.head) return `the fold stands at ${state.folded} of ${state.head}`;
  if (state.due) return 'what was due by time alone is not decided';
  if (state.waiting > 0) return `${state.waiting} deliveries wait`;
  return undefined;
}

async function readAnswers(system: System): Promise<Pick<Dossier, 'history' | 'posture'>> {
  const { periods } = await json<{ periods: Dossier['history'] }>(system, '/v1/posture/history');
  const { posture } = await json<{ posture: string }>(system, '/v1/posture');
  return { history: periods, posture };
}

/** Reads the database of the stopped system; an embedded one is started for that. */
async function readStopped(
  { dataDir }: System,
  { clock, folder }: { clock: LabClock; folder: string },
): ReturnType<typeof readDatabase> {
  const server = await startEmbedded({ dataDir, logger: silentLogger });
  try {
    const url = (database: string): string => socketUrl(postmasterOf(dataDir).socketDir, database);
    return await readDatabase(url, clock.setting(), join(folder, 'rebuild.log'));
  } finally {
    await server.stop();
  }
}

/**
 * Real milliseconds in which a feed is polled however slow a clock is: the process before may have been killed in the
 * middle of every poll, and its leases take up to 9 s to end.
 */
const POLLED_LIMIT_MS = 15_000;
/** Real milliseconds in which what is shown is recorded. */
const RECORDED_LIMIT_MS = 30_000;

/** While a process has a slow clock nothing tells the story; a system of one process must go on polling. */
function slowClockHooks(stage: Stage, systemOf: () => System) {
  const waitFor = async (limit: number, done: () => Promise<boolean>): Promise<boolean> => {
    const until = Date.now() + limit;
    while (Date.now() < until) {
      if (await done().catch(() => false)) return true;
      await pause(LOOK_MS);
    }
    return false;
  };
  const areRecorded = async (titles: string[]): Promise<boolean> => {
    const sql = `select count(*) as found from events where type = 'item.observed' and body->>'title' = any($1)`;
    const [row] = await systemOf().query<{ found: number }>(sql, [titles]);
    return row!.found >= titles.length;
  };
  return {
    async beforeSlowClock() {
      stage.hold(true);
      const titles = [...stage.shown].filter(({ posture }) => posture).map(({ title }) => title);
      if (!(await waitFor(RECORDED_LIMIT_MS, () => areRecorded(titles))))
        systemOf().complaints.push(`what was shown was not recorded in ${RECORDED_LIMIT_MS / 1_000} s`);
    },
    async whileClockIsSlow(name: string) {
      const before = stage.feeds.requests.length;
      const isPolled = async (): Promise<boolean> => stage.feeds.requests.length > before;
      if (name === 'standalone' && !(await waitFor(POLLED_LIMIT_MS, isPolled)))
        systemOf().complaints.push(
          `with a clock three days slow no feed was polled in ${POLLED_LIMIT_MS / 1_000} s`,
        );
    },
    afterSlowClock: () => stage.hold(false),
  };
}

async function within<T>(limit: number, what: string, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${limit / 1_000} s`)), limit);
  });
  return Promise.race([work(), tooLong]).finally(() => clearTimeout(timer));
}
