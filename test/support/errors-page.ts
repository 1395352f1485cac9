import { OPERATION_ERRORS } from '#libs/operations';
import { HTTP_ERRORS, remedyOf, statusOf, type ProblemCode } from '../../apps/api/src/http/problem';

/** docs/ERRORS.md, whole. */
export function errorsPage(): string {
  const codes = (Object.keys({ ...HTTP_ERRORS, ...OPERATION_ERRORS }) as ProblemCode[]).sort();
  const rows = codes.map((code) => `| \`${code}\` | ${statusOf(code)} | ${remedyOf(code)} |`);
  return [
    '# Errors',
    '',
    'Answers that refuse are RFC 9457 problems with a stable `code`.',
    '',
    '| code | HTTP status | what to do |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
