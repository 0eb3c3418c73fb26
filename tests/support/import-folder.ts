import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './project-tree.js';

/** The folder that `docs/how-to/import-past-rounds.md` explains. */
export const EXAMPLE = join(projectRoot, 'docs/examples/past-rounds');

/** What a file of the example becomes: other text, other bytes, or nothing at all. */
export type Changes = Readonly<Record<string, (text: string) => string | Uint8Array | null>>;

/** Gives the work a copy of the example with some files changed, and removes it afterwards. */
export async function withFolder<T>(
  changes: Changes,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'xuncha-import-'));
  try {
    cpSync(EXAMPLE, folder, { recursive: true });
    for (const [file, change] of Object.entries(changes)) {
      const path = join(folder, file);
      const changed = change(readFileSync(path, 'utf8'));
      if (changed === null) rmSync(path);
      else writeFileSync(path, changed);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
