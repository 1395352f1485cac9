#!/usr/bin/env node
import 'reflect-metadata';
import { CommanderError } from 'commander';
import { SettingsError } from '#libs/config';
import { CliError } from './cli-error';
import { createProgram } from './program';

/** Exit codes: 0 ok, 1 failed, 2 the words of the call are off. */
async function main(): Promise<void> {
  // `... | head` closes the pipe early; that is no failure.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
  try {
    await createProgram().parseAsync();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  // Commander has printed its own complaint, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`mediation-watch: ${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof CliError ? error.exitCode : error instanceof SettingsError ? 2 : 1;
}

void main();
