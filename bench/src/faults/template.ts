import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { atExit } from '../laboratory/at-exit';
import { startProgram, until } from '../laboratory/program';

/** Makes a data folder as the first start of an API leaves it, to be copied for each round: nothing is decided yet. */
export async function makeTemplate(folder: string): Promise<string> {
  const template = join(folder, 'template');
  const program = await startProgram({ main: 'api/src/main.js', env: { MW_DATA_DIR: template } });
  await program.stop();
  // The folder of a server's life goes last.
  const isQuiet = async (): Promise<boolean> => readdirSync(join(template, 'postgres')).length === 1;
  await until(isQuiet, (quiet) => quiet);
  return template;
}

/** Copies a data folder with owners and modes. */
export function copyFolder(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`could not copy ${from}: ${stderr}`);
}

/** A disk of its own that is small enough to be filled. */
export interface SmallDisk {
  path: string;
  /** Fills it to the last byte. */
  fill(): void;
  free(): void;
  unmount(): void;
}

/** Room for a database, the log of a round, and little more. */
const DISK = '260m';

/** Mounts a small disk, which takes root on Linux; undefined where it cannot be. */
export function mountSmallDisk(path: string): SmallDisk | undefined {
  mkdirSync(path, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=0711`, 'tmpfs', path]);
  if (status !== 0) return undefined;
  const ballast = join(path, 'ballast');
  const unmount = (): void => void spawnSync('umount', ['-l', path]);
  const forget = atExit(unmount);
  return {
    path,
    fill() {
      const fd = openSync(ballast, 'w');
      const block = Buffer.alloc(1 << 20);
      try {
        for (;;) writeSync(fd, block);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(fd);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    unmount() {
      unmount();
      forget();
    },
  };
}

/** Whether this process may mount a small disk. */
export function canMount(folder: string): boolean {
  const disk = mountSmallDisk(join(folder, 'try'));
  const works = disk !== undefined && statfsSync(disk.path).bavail > 0;
  disk?.unmount();
  return works;
}
