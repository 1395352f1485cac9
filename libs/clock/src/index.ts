export * from './clock';
export * from './time-limit';
