import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, root } from './install.mjs';

// Never reads .env: a test run must not reach the servers that a real installation works on.
await ensureInstalled();
process.chdir(root);
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
process.argv = [process.argv[0], jest, ...process.argv.slice(2)];
await import(pathToFileURL(jest).href);
