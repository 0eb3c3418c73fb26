import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { completenessProblems } from './completeness.js';
import { FORMATS, type FileFormat, type ImportRows } from './format.js';
import type { Problem } from './problem.js';
import { referenceProblems } from './references.js';
import { readSheet, type SheetRow } from './sheet.js';

/** A folder as it was read: with one problem or more, nothing of it is imported. */
export interface ImportFolder {
  readonly rows: ImportRows;
  readonly problems: readonly Problem[];
  /** What a clerk should know although nothing is wrong. */
  readonly notes: readonly string[];
  /** SHA-256 of the files: the same files again are the same import. */
  readonly digest: string;
}

/** Reads every file of the folder, and then whether they fit each other. */
export async function readFolder(folder: string): Promise<ImportFolder> {
  const digest = createHash('sha256');
  const problems: Problem[] = [];
  const notes: string[] = [];
  const rows: Record<string, readonly unknown[]> = {};
  for (const [name, format] of Object.entries<FileFormat>(FORMATS)) {
    const sheet = await readSheet(join(folder, format.file), format);
    digest.update(`${format.file} ${sheet.bytes.length}\n`).update(sheet.bytes);
    const read = readRows(sheet.rows, format);
    rows[name] = read.rows;
    problems.push(...sheet.problems, ...read.problems);
    notes.push(...sheet.notes);
  }
  const found = rows as unknown as ImportRows;
  // Files that could not be read whole would make every reference to them look wrong.
  const compared =
    problems.length > 0 ? problems : [...completenessProblems(found), ...referenceProblems(found)];
  return { rows: found, problems: compared, notes, digest: digest.digest('hex') };
}

/** Turns text cells into values, each row that has no problem of its own. */
export function readRows(
  rows: readonly SheetRow[],
  { file, columns }: FileFormat,
): { rows: readonly unknown[]; problems: readonly Problem[] } {
  const cells = Object.entries(columns).map(([key, { cell }]) => [key, cell] as const);
  const schema = z.object(
    Object.fromEntries(cells.map(([key, cell]) => [key, z.string().default('').pipe(cell)])),
  );
  const good: unknown[] = [];
  const problems: Problem[] = [];
  for (const { line, cells: found } of rows) {
    const parsed = schema.safeParse(found);
    if (parsed.success) {
      good.push({ ...parsed.data, at: { file, line } });
      continue;
    }
    for (const issue of parsed.error.issues)
      problems.push({
        file,
        line,
        column: columns[String(issue.path[0])]?.heading ?? null,
        code: issue.code === 'custom' ? String(issue.params?.['code']) : 'cell-unreadable',
        message: issue.message,
      });
  }
  return { rows: good, problems };
}
