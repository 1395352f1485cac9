import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandalone, type Running } from './program';

/** The built program on an embedded database of its own, for as long as the work takes. */
export async function withProgram<T>(work: (program: Running) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mw-bench-'));
  try {
    const program = await startStandalone(folder);
    try {
      return await work(program);
    } finally {
      await program.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
