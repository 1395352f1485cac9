import { makeTemporaryFolder } from './laboratory/temporary-folder';
import { startStandalone, type Running } from './program';

/** The built program on an embedded database of its own, for as long as the work takes. */
export async function withProgram<T>(work: (program: Running) => Promise<T>): Promise<T> {
  const { path: folder, remove } = makeTemporaryFolder('mw-bench');
  try {
    const program = await startStandalone(folder);
    try {
      return await work(program);
    } finally {
      await program.stop();
    }
  } finally {
    remove();
  }
}
