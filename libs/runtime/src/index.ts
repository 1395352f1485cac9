export { deliveryDeps } from './delivery-deps';
export { firstFeeds, firstStart } from './first-start';
export { nestLogger } from './nest-logger';
export { openRuntime, type Runtime } from './open-runtime';
export type { Sender } from './sender';
export { VERSION } from './version';
export { runProgram, type Program } from './run-program';
export { StartError } from './start-error';
export { stopSignal } from './stop-signal';
