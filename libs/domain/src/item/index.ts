export * from './item';
export * from './item.link';
export * from './item.identity';
export * from './item.time';
export * from './item.events';
export * from './item.decider';
