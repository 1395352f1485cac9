export * from './kernel/index';
export * from './feed/index';
export * from './item/index';
export * from './signal/index';
export * from './posture/index';
export * from './alert/index';
