import { run } from './run.mjs';

await run('cli/main.ts', ['start', ...process.argv.slice(2)]);
