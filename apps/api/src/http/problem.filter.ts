import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationError } from '#libs/operations';
import type { Runtime } from '#libs/runtime';
import { problem, ProblemException, remedyOf, statusOf, type Problem, type ProblemCode } from './problem';

/** Codes of Fastify and Nest for requests that never reach a handler. */
const BY_STATUS: Record<number, ProblemCode> = {
  400: 'invalid-request',
  404: 'not-found',
  405: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
};

/** Every refusal leaves as application/problem+json; what we did not foresee says nothing of our insides. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly runtime: Pick<Runtime, 'logger'>) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const answer = this.toProblem(error, request);
    void reply
      .status(answer.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .headers(
        answer.status === 401
          ? { 'www-authenticate': 'Bearer' }
          : answer.status === 503
            ? { 'retry-after': '2' }
            : {},
      )
      .send(JSON.stringify(answer));
  }

  private toProblem(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof ProblemException) return problem(error.code, error.message, error.errors);
    if (error instanceof OperationError) {
      const { code, message } = error;
      return { ...problem(code, ''), status: statusOf(code), detail: message || remedyOf(code) };
    }
    const status =
      error instanceof HttpException
        ? error.getStatus()
        : ((error as { statusCode?: number }).statusCode ?? 500);
    const code = BY_STATUS[status];
    if (code)
      return problem(
        code,
        code === 'not-found' ? `${request.method} ${request.url.split('?')[0]}` : (error as Error).message,
      );
    this.runtime.logger.error(
      {
        method: request.method,
        path: request.url.split('?')[0],
        error: (error as Error).stack ?? String(error),
      },
      'a request failed',
    );
    return problem('internal-error', '');
  }
}
