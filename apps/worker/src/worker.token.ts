import { Inject } from '@nestjs/common';

/** Under this name every provider of the worker finds what it works with. */
export const WORKER_DEPS = Symbol('worker-deps');
export const InjectDeps = (): ParameterDecorator & PropertyDecorator => Inject(WORKER_DEPS);

/** Days that operational rows are kept. */
export const RETENTION_DAYS = Symbol('retention-days');
export const InjectRetention = (): ParameterDecorator & PropertyDecorator => Inject(RETENTION_DAYS);
