import { join, resolve } from 'node:path';
import { simulatedClock, systemClock, type Clock } from '#libs/clock';
import { packageRoot, type Settings } from '#libs/config';
import { migrate, openDatabase, startEmbedded, type Address, type Database } from '#libs/database';
import { checkLogIsGuarded, createEventStore, type EventStore } from '#libs/event-store';
import { createHttpClient, type HttpClient } from '#libs/http-client';
import { openJobQueue, type JobQueue } from '#libs/job-queue';
import type { Logger } from '#libs/telemetry';
import { createSecretBox, type SecretBox } from '#libs/webhooks';
import { warnOfUnreadableEndpoints } from './check-secrets';
import { secretKey } from './secret-key';
import { senderOf, type Sender } from './sender';
import { VERSION } from './version';

/** What every program opens at its start and closes at its end. */
export interface Runtime {
  settings: Settings;
  logger: Logger;
  clock: Clock;
  database: Database;
  store: EventStore;
  jobs: JobQueue;
  http: HttpClient;
  secretBox: SecretBox;
  /** Who speaks in payloads and feeds. Under `PORT=0` its address is known once the API listens. */
  sender: Sender;
  /** Where the database is, in words for a log. */
  databaseKind: 'embedded' | 'server';
  close(): Promise<void>;
}

/**
 * Connections of each process for its own statements. One that listens and six of the job queue come on top: 19 in
 * all, so that two APIs and two workers take 76 of PostgreSQL's default 100 (docs/OPERATIONS.md).
 */
const MOST_CONNECTIONS = 12;

/**
 * Opens database (embedded unless `DATABASE_URL`), log, queue and the door to the internet, as the settings
 * say. What was opened before a failure is closed again.
 */
export async function openRuntime(settings: Settings, logger: Logger): Promise<Runtime> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const connection = await openServer(settings, logger, closers);
    await migrate({ connection, directory: join(packageRoot(), 'migrations'), logger });
    const database = openDatabase({ connection, max: MOST_CONNECTIONS, logger });
    closers.push(() => database.close());
    await checkLogIsGuarded(database);
    const jobs = await openJobQueue({ database, redisUrl: settings.REDIS_URL, logger });
    closers.push(() => jobs.close());
    const http = createHttpClient({
      allow: settings.MW_EGRESS_ALLOW,
      userAgent: `mediation-watch/${VERSION}`,
      logger,
    });
    closers.push(() => http.close());
    const secretBox = createSecretBox(secretKey(settings));
    await warnOfUnreadableEndpoints({ database, secretBox, logger });
    return {
      settings,
      logger,
      clock: settings.MW_CLOCK
        ? simulatedClock(settings.MW_CLOCK.start, settings.MW_CLOCK.speed)
        : systemClock,
      database,
      store: createEventStore(database),
      jobs,
      http,
      secretBox,
      sender: senderOf(settings),
      databaseKind: settings.DATABASE_URL ? 'server' : 'embedded',
      close,
    };
  } catch (error) {
    await close().catch((fault: unknown) =>
      logger.debug({ error: String(fault) }, 'closing after a failed start'),
    );
    throw error;
  }
}

async function openServer(
  settings: Settings,
  logger: Logger,
  closers: (() => Promise<unknown>)[],
): Promise<Address> {
  if (settings.DATABASE_URL) return settings.DATABASE_URL;
  const dataDir = resolve(settings.MW_DATA_DIR);
  const server = await startEmbedded({ dataDir, logger });
  closers.push(() => server.stop());
  return server.connection;
}
