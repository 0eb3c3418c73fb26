import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder, wherever it is called from. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const requiredNode = [20, 19];
const stampFile = join(root, 'node_modules', '.xuncha-installed');

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > requiredNode[0] || (major === requiredNode[0] && minor >= requiredNode[1])) return;
  console.error(
    `This is Node.js ${process.versions.node}; xuncha needs ${requiredNode.join('.')} or newer.`,
  );
  process.exit(2);
}

function lockDigest() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Someone may have run npm himself: its own record, newer than the lock file, says as much. */
function installedByHand() {
  const record = join(root, 'node_modules', '.package-lock.json');
  return (
    existsSync(record) &&
    statSync(record).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  );
}

function readStamp() {
  try {
    return readFileSync(stampFile, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written is still complete; the question is asked again next time. */
function writeStamp(digest) {
  try {
    writeFileSync(stampFile, `${digest}\n`);
  } catch {
    return;
  }
}

function npmCommand(args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return { program: process.execPath, args: [cli, ...args] };
  return { program: 'npm', args };
}

/** Runs `npm ci` quietly, tells every 10 s that it goes on, and shows its words if it fails. */
function install() {
  const { program, args } = npmCommand([
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  console.error('Installing the dependencies (once, usually half a minute to two minutes) …');
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const tell = setInterval(() => console.error(`  … ${seconds()} s so far`), 10_000);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    const listen = (chunk) => (words = `${words}${chunk}`.slice(-8_000));
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) {
        console.error(`Dependencies installed (${seconds()} s).`);
        resolve();
      } else {
        reject(new Error(`npm ci ended with code ${code}:\n${words.trim()}`));
      }
    });
  }).finally(() => clearInterval(tell));
}

/**
 * Makes sure that node_modules is what package-lock.json says, installing it when it is missing or
 * older. Ends the process with a sentence when Node.js is too old or npm fails.
 */
export async function ensureInstalled() {
  checkNode();
  const digest = lockDigest();
  const stamp = readStamp();
  if (stamp === digest) return;
  if (stamp === undefined && installedByHand()) {
    writeStamp(digest);
    return;
  }
  try {
    await install();
  } catch (error) {
    console.error(`The dependencies could not be installed: ${error.message}`);
    process.exit(1);
  }
  writeStamp(digest);
}
