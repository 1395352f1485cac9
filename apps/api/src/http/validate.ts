import type { z } from 'zod';
import { ProblemException } from './problem';

/** Reads input by its schema. @throws ProblemException invalid-request, naming every fault */
export function validate<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    path: path.join('.') || '(body)',
    message,
  }));
  throw new ProblemException(
    'invalid-request',
    errors.map(({ path, message }) => `${path}: ${message}`).join('; '),
    { errors },
  );
}
