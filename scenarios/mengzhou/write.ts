import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mengzhouFiles } from './files.js';

/** Writes the folder that `xuncha import` takes: `node scripts/run.mjs scenarios/mengzhou/write.ts <folder>`. */
const [, , folder = 'mengzhou-files'] = process.argv;
mkdirSync(folder, { recursive: true });
for (const [file, text] of Object.entries(mengzhouFiles())) writeFileSync(join(folder, file), text);
