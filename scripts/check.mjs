import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

/** Path of a package's command, run by this Node.js without a shell. */
function command(packageName, name = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

const checks = () => [
  ['format', command('prettier'), '--check', '.'],
  ['lint', command('eslint'), '.', '--max-warnings', '0'],
  ['types', command('typescript', 'tsc'), '-p', 'tsconfig.json'],
  ['types of the domain', command('typescript', 'tsc'), '-p', 'domain/tsconfig.json'],
  [
    'boundaries',
    command('dependency-cruiser', 'depcruise'),
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err',
    '.',
  ],
  ['unused code', command('knip')],
  ['.env.example', '--import', 'tsx', 'config/write-env-example.ts', '--check'],
  ['docs/openapi.json', '--import', 'tsx', 'api/write-openapi.ts', '--check'],
];

function execute(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ passed: false, output: error.message }));
    child.once('close', (code) => resolve({ passed: code === 0, output }));
  });
}

async function check([name, ...args]) {
  const started = Date.now();
  const { passed, output } = await execute(args);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
  if (!passed) console.log(`${output.trim().replaceAll(/^/gm, '    ')}\n`);
  return passed;
}

/** Two at a time: type checks and lint each keep one core busy for a while. */
async function checkAll(list) {
  const waiting = [...list];
  const results = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.push(await check(next));
    }
  };
  await Promise.all([work(), work()]);
  return results;
}

await ensureInstalled();
const results = await checkAll(checks());
const passed = results.filter(Boolean).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
