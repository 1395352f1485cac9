import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { findKey, grants, type ApiKey, type Scope } from '#libs/operations';
import type { Runtime } from '#libs/runtime';
import { InjectRuntime } from '../runtime.token';
import { ProblemException } from './problem';
import { addressOf, WrongKeys } from './wrong-keys';

const NEEDED = Symbol('scope');

/** What a key must be allowed for this route. Without it a route is open to everybody (health). */
export const Needs = (scope: Scope): ClassDecorator & MethodDecorator => SetMetadata(NEEDED, scope);

/** A request whose key was looked up. */
export type AuthedRequest = FastifyRequest & { apiKey?: ApiKey };

/** Lets through whoever shows a key with the scope; reading is open when MW_PUBLIC_READ says so. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @InjectRuntime() private readonly runtime: Runtime,
    private readonly reflector: Reflector,
    private readonly wrongKeys: WrongKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed = this.reflector.getAllAndOverride<Scope | undefined>(NEEDED, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!needed) return true;
    const request = context.switchToHttp().getRequest<AuthedRequest>();
    const [, shown] = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!shown) {
      if (needed === 'read' && this.runtime.settings.MW_PUBLIC_READ) return true;
      throw new ProblemException('key-missing');
    }
    const key = await this.look(request, shown);
    request.apiKey = key;
    if (!grants(key, needed)) throw new ProblemException('scope-missing', `this needs ${needed}`);
    return true;
  }

  private async look(request: FastifyRequest, shown: string): Promise<ApiKey> {
    const address = addressOf(request);
    const retryAfterSeconds = this.wrongKeys.secondsBlocked(address);
    if (retryAfterSeconds > 0)
      throw new ProblemException('too-many-wrong-keys', `refused for ${retryAfterSeconds} s`, {
        retryAfterSeconds,
      });
    const key = await findKey(this.runtime, shown);
    if (key) return key;
    this.wrongKeys.note(address);
    throw new ProblemException('key-unknown');
  }
}
