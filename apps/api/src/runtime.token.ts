import { Inject } from '@nestjs/common';

/** Under this name every provider of the API finds the running program's resources. */
export const RUNTIME = Symbol('runtime');
export const InjectRuntime = (): ParameterDecorator & PropertyDecorator => Inject(RUNTIME);
