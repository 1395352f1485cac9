export * from './event';
export * from './endpoint';
export * from './backoff';
export * from './health';
export * from './delivery';
export * from './catch-up';
export * from './pacing';
export * from './monitor';
