import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from './project-tree.js';

/** A small copy of the project's shape, outside the checkout, in which a fault can be planted. */
export interface PlantedTree {
  readonly folder: string;
  /** Removes the tree. */
  dispose(): Promise<void>;
}

/** What a program printed, and how it ended. */
export interface ProgramResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Writes a tree that has the project's settings and packages, and only the given files.
 *
 * @param files contents by path, `/` between folders
 * @param links folders or files of the project to be seen in the tree under the same name
 */
export async function plantTree(
  files: Readonly<Record<string, string>>,
  links: readonly string[] = [],
): Promise<PlantedTree> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'xuncha-planted-')));
  for (const name of ['node_modules', 'package.json', 'tsconfig.json', ...links]) {
    await symlink(path.join(projectRoot, name), path.join(folder, name));
  }
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Runs a package's program, as its own process: the checkers load their configuration in ways that
 * Jest's module system does not support.
 *
 * @param program path below `node_modules`
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<ProgramResult> {
  const child = spawn(
    process.execPath,
    [path.join(projectRoot, 'node_modules', program), ...args],
    { cwd, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { exitCode, stdout, stderr };
}
