export * from './events';
export * from './hash';
export * from './random';
export * from './time';
