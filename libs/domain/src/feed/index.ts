export * from './feed';
export * from './feed.events';
export * from './feed.schedule';
export * from './feed.freshness';
export * from './feed.lanes';
