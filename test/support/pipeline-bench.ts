import { randomBytes } from 'node:crypto';
import { DEFAULT_POLICY, POSTURE_STREAM, type RecordedEvent } from '#libs/domain';
import { createEventStore, type EventStore } from '#libs/event-store';
import { createHttpClient, type HttpClient } from '#libs/http-client';
import type { JobQueue } from '#libs/job-queue';
import { subscribe, type NewSubscription, type SubscriptionDeps } from '#libs/operations';
import {
  createAssessAndFold,
  pushItems,
  rulesetHash,
  type DeliverDeps,
  type FoldDeps,
  type PollDeps,
  type PushedItem,
  type PushReport,
} from '#libs/pipeline';
import type { DecisionRecord, SubscriptionRow } from '#libs/projections';
import { createLogger } from '#libs/telemetry';
import { createSecretBox } from '#libs/webhooks';
import { handClock, type HandClock } from './hand-clock';
import { createTestDatabase, type TestDatabase } from './test-database';

export type BenchDeps = FoldDeps & DeliverDeps & PollDeps & SubscriptionDeps;
export type Decided = RecordedEvent<string, DecisionRecord>;

/** The whole pipeline on a database of its own, stepped by hand. */
export interface Bench {
  base: TestDatabase;
  store: EventStore;
  /** The product's clock, and the real one of back-offs. */
  clock: HandClock;
  real: HandClock;
  deps: BenchDeps;
  /** Everything that was logged, as it was written. */
  log(): string;
  push(items: PushedItem[], arrival?: 'push' | 'import'): Promise<PushReport>;
  /** Folds until nothing is left to do, with the bench's own worker unless something of it is to differ. */
  fold(over?: Partial<FoldDeps>): Promise<void>;
  decisions(): Promise<Decided[]>;
  subscribe(input: NewSubscription): Promise<{ subscription: SubscriptionRow; secret: string }>;
  query<R extends object>(sql: string, values?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

/** A queue that loses every wake-up, as any may: the tables say what is to be done. */
const forgetfulQueue: JobQueue = {
  add: async () => undefined,
  work: () => undefined,
  outage: () => null,
  check: async () => undefined,
  close: async () => undefined,
  backend: 'postgres',
};

const LOOPBACK = ['127.0.0.0/8'];

export async function createBench(start: number): Promise<Bench> {
  const base = await createTestDatabase();
  const { database } = base;
  const store = createEventStore(database);
  // A little ahead of what operations read from the machine, so that what they make due is due.
  const [clock, real] = [handClock(start), handClock(Date.now() + 60_000)];
  const lines: string[] = [];
  const logger = createLogger({
    level: 'debug',
    pretty: false,
    destination: { write: (line) => void lines.push(line) },
  });
  const http: HttpClient = createHttpClient({ allow: LOOPBACK, userAgent: 'mediation-watch/test', logger });
  const deps: BenchDeps = {
    database,
    store,
    clock,
    logger,
    http,
    jobs: forgetfulQueue,
    egressAllow: LOOPBACK,
    secretBox: createSecretBox(randomBytes(32)),
    policy: DEFAULT_POLICY,
    ruleset: rulesetHash(DEFAULT_POLICY),
    sender: { source: 'https://watch.example', publicUrl: 'https://watch.example' },
    random: () => 0.5,
    realNow: real.now,
    wake: async () => undefined,
    failPoint: () => undefined,
  };
  const worker = createAssessAndFold(deps, 60_000);
  return {
    base,
    store,
    clock,
    real,
    deps,
    log: () => lines.join(''),
    push: (items, arrival = 'push') => pushItems(deps, items, { outlet: 'bench', arrival }),
    fold: (over) => (over ? createAssessAndFold({ ...deps, ...over }, 60_000) : worker).drain(),
    decisions: async () => (await store.read({ stream: POSTURE_STREAM })) as Decided[],
    subscribe: (input) => subscribe(deps, input),
    query: (sql, values) => database.query(sql, values),
    async close() {
      await http.close();
      await base.drop();
    },
  };
}
