import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentVariables } from './environment.js';

const file = join(import.meta.dirname, '..', '.env.example');

const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
};

const headline =
  'Copy this file to .env and remove the # before what you change; every value has a default. ' +
  'Written by npm run env-example from config/environment.ts.';

/** The text of `.env.example`: every variable with its sentence, its default commented out. */
export const envExample = (): string => {
  const defaults: Record<string, string | number | boolean | undefined> =
    environmentVariables.parse({});
  const entries = Object.entries(environmentVariables.shape).map(([name, schema]) => {
    const value = defaults[name];
    const sentence = wrap(schema.description ?? '', 95).map((line) => `# ${line}`);
    return [...sentence, `#${name}=${value ?? ''}`].join('\n');
  });
  const head = wrap(headline, 95).map((line) => `# ${line}`);
  return `${[head.join('\n'), ...entries].join('\n\n')}\n`;
};

const readExisting = (): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** @returns the exit code: 1 when `--check` finds the file out of date */
const main = (args: readonly string[]): number => {
  const text = envExample();
  if (!args.includes('--check')) {
    writeFileSync(file, text);
    return 0;
  }
  if (readExisting() === text) return 0;
  console.error('.env.example is out of date: run npm run env-example');
  return 1;
};

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2));
