export {
  openDatabase,
  type Database,
  type DatabaseOptions,
  type Queryable,
  type Transaction,
} from './database';
export { migrate, type MigrateOptions } from './migrate';
export { EmbeddedError, startEmbedded, type EmbeddedServer } from './embedded/index';
