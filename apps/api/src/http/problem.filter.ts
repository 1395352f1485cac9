import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DatabaseUnavailable } from '#libs/database';
import { OperationError } from '#libs/operations';
import type { Runtime } from '#libs/runtime';
import { problem, PROBLEM_TYPE, ProblemException, remedyOf, statusOf, type Problem } from './problem';
import { problemOfStatus } from './transport-faults';

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
      .header('content-type', PROBLEM_TYPE)
      .headers(headersOf(answer, error))
      .send(JSON.stringify(answer));
  }

  private toProblem(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof ProblemException) return problem(error.code, error.message, error.errors);
    // The log tells of the database itself, once.
    if (error instanceof DatabaseUnavailable) return problem('database-away', '');
    if (error instanceof OperationError) {
      const { code, message } = error;
      return { ...problem(code, ''), status: statusOf(code), detail: message || remedyOf(code) };
    }
    const status =
      error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
    const [path = ''] = request.url.split('?');
    const refusal = problemOfStatus(
      status,
      status === 404 ? `${request.method} ${path}` : (error as Error).message,
    );
    if (refusal) return refusal;
    this.runtime.logger.error(
      { method: request.method, path, error: (error as Error).stack ?? String(error) },
      'a request failed',
    );
    return problem('internal-error', '');
  }
}

function headersOf({ status }: Problem, error: unknown): Record<string, string> {
  const wait = error instanceof ProblemException ? error.retryAfterSeconds : undefined;
  if (wait !== undefined) return { 'retry-after': String(wait) };
  if (status === 401) return { 'www-authenticate': 'Bearer' };
  return status === 503 ? { 'retry-after': '2' } : {};
}
