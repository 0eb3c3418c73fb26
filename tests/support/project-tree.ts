import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The folder of the checkout. */
export const projectRoot = path.resolve(import.meta.dirname, '../..');

/** What an installation, a run or a build leaves behind, and the store of versions. */
const notOurs = new Set(['.git', '.xuncha', 'artefacts', 'coverage', 'dist', 'node_modules']);

/**
 * Every file that belongs to the project.
 *
 * @returns paths relative to {@link projectRoot}, with `/`, in alphabetical order
 */
export function projectFiles(): string[] {
  return filesBelow('').sort();
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (notOurs.has(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(name) : [name];
  });
}
