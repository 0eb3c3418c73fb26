import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled, root } from './install.mjs';

/** Settings of this folder; what the environment says already wins. */
function loadSettings() {
  const file = resolve('.env');
  if (!existsSync(file)) return;
  try {
    process.loadEnvFile(file);
  } catch (error) {
    console.error(`${file} cannot be read: ${error.message}`);
    process.exit(2);
  }
}

/**
 * Runs a TypeScript file of the project in this very process, as `node --import tsx` would: one
 * process less to keep in memory, and signals and exit code need no forwarding.
 *
 * @param file path below the project's folder, such as `cli/main.ts`
 * @param args what the file finds in `process.argv` from index 2 on
 */
export async function run(file, args) {
  await ensureInstalled();
  loadSettings();
  const path = join(root, file);
  if (!existsSync(path)) {
    console.error(`There is no ${path}.`);
    process.exit(2);
  }
  process.argv = [process.argv[0], path, ...args];
  process.setSourceMapsEnabled(true);
  await import('tsx');
  await import(pathToFileURL(path).href);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined) {
    console.error('Usage: node scripts/run.mjs <file.ts> [arguments]');
    process.exit(2);
  }
  await run(file, args);
}
