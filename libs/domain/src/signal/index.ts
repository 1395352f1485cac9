export * from './signal';
export * from './opinion';
