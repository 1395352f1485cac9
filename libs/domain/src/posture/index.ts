export * from './confidence';
export * from './fold';
export * from './origins';
export * from './policy';
export * from './posture';
