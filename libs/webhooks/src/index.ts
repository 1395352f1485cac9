export * from './secret-box';
export * from './sign';
export * from './envelope';
export * from './payload';
export * from './notice';
export * from './attempt';
export * from './url-check';
