/** A command that failed in a way a person can mend: one line, exit code 1 (or 2: the words of the call are off). */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

/** What the contract names and this version does not do. */
export const notYet = (what: string): CliError =>
  new CliError(`${what} is not in this version; CHANGELOG.md says what is`);
