export * from './logger';
export * from './fault-line';
export * from './error-text';
export * from './metrics';
