import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk in memory that can be filled; only root may mount one. */
export interface SmallDisk {
  readonly folder: string;
  /** Writes a file over everything that is free. */
  fill(): void;
  /** Takes that file away again. */
  relieve(): void;
  unmount(): void;
}

/** @returns null where this user may not mount a disk */
export function mountSmallDisk(mebibytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'xuncha-small-disk-'));
  const options = ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0755`, 'tmpfs', folder];
  if (spawnSync('mount', options).status !== 0) {
    rmdirSync(folder);
    return null;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      rmSync(filler, { force: true });
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail) * bsize));
    },
    relieve: () => {
      rmSync(filler, { force: true });
    },
    unmount() {
      spawnSync('umount', [folder]);
      rmdirSync(folder);
    },
  };
}
