export * from './events';
export * from './hash';
export * from './time';
