export { DatabaseUnavailable, type Address } from './connection';
export {
  openDatabase,
  type Connections,
  type Database,
  type DatabaseOptions,
  type Queryable,
  type Transaction,
} from './database';
export { migrate, type MigrateOptions } from './migrate';
export { EmbeddedError, startEmbedded, type EmbeddedServer } from './embedded/index';
export type { LibraryPool } from './library-pool';
export type { Outage } from './sentinel';
