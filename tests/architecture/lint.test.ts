import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ESLint } from 'eslint';
import type { PlantedTree } from '../support/planted-tree.js';
import { plantTree, runProgram } from '../support/planted-tree.js';
import { projectRoot } from '../support/project-tree.js';

const activities = `
import { proxyActivities } from '@temporalio/workflow';
interface Activities { append(stream: string): Promise<void> }
const { append } = proxyActivities<Activities>({ startToCloseTimeout: '3s' });
`;

describe('lint refuses', () => {
  const planted = {
    'workflows/unawaited.ts': `${activities}export async function run(): Promise<void> {\n  append('round-1');\n}\n`,
    'workflows/awaited.ts': `${activities}export async function run(): Promise<void> {\n  await append('round-1');\n}\n`,
    'workflows/shared-state.ts': `export let rounds = 0;\nexport const count = (): number => (rounds += 1);\n`,
    'workflows/outside.ts': `import { z } from 'zod';\nexport const outside = z.string();\n`,
    'domain/clock.ts': `export const now = (): string => new Date().toISOString();\n`,
    'domain/shared/instant.ts': `export const instantOf = (text: string): Date => new Date(text);\n`,
    'domain/dice.ts': `export const dice = (): number => Math.random();\n`,
    'domain/forgotten.ts': `type Level = 'city' | 'county';\nexport function nameOf(level: Level): string {\n  switch (level) {\n    case 'city':\n      return '市';\n  }\n  return '';\n}\n`,
    'domain/untyped.ts': `export const untyped = (value: any): unknown => value;\n`,
    'domain/silenced.ts': `// eslint-disable-next-line no-restricted-properties\nexport const silenced = (): number => Math.random();\n`,
    'api/environment.ts': `export const port = process.env['PORT'];\n`,
    'api/noisy.ts': `console.log('ready');\n`,
    'api/statement.ts': `import { sql } from 'kysely';\nexport const statement = (text: string): unknown => sql.raw(text);\n`,
  };
  const expected = [
    [
      'an activity call that nobody awaits',
      'workflows/unawaited.ts',
      '@typescript-eslint/no-floating-promises',
    ],
    ['state that workflows would share', 'workflows/shared-state.ts', 'no-restricted-syntax'],
    ['a package in workflow code', 'workflows/outside.ts', 'no-restricted-imports'],
    ['a clock in the domain', 'domain/clock.ts', 'no-restricted-globals'],
    ['chance in the domain', 'domain/dice.ts', 'no-restricted-properties'],
    ['a forgotten case', 'domain/forgotten.ts', '@typescript-eslint/switch-exhaustiveness-check'],
    ['any', 'domain/untyped.ts', '@typescript-eslint/no-explicit-any'],
    ['what a comment tries to silence', 'domain/silenced.ts', 'no-restricted-properties'],
    ['a second reader of the environment', 'api/environment.ts', 'no-restricted-syntax'],
    ['printing past the log', 'api/noisy.ts', 'no-console'],
    ['text inside a statement', 'api/statement.ts', 'no-restricted-properties'],
  ] as const;

  let tree: PlantedTree;
  let results: ESLint.LintResult[] = [];

  beforeAll(async () => {
    tree = await plantTree(planted);
    const { stdout, stderr } = await runProgram(
      'eslint/bin/eslint.js',
      ['--config', path.join(projectRoot, 'eslint.config.js'), '--format', 'json', '.'],
      tree.folder,
    );
    if (!stdout.startsWith('[')) throw new Error(`ESLint gave no result: ${stderr}`);
    results = JSON.parse(stdout) as ESLint.LintResult[];
  });
  afterAll(() => tree.dispose());

  function rulesAt(file: string): (string | null)[] {
    const result = results.find(({ filePath }) => filePath === path.join(tree.folder, file));
    if (result === undefined) throw new Error(`ESLint did not look at ${file}`);
    return result.messages.map(({ ruleId, message }) => ruleId ?? message);
  }

  test.each(expected)('%s', (_, file, rule) => {
    expect(rulesAt(file)).toContain(rule);
  });

  test.each(['workflows/awaited.ts', 'domain/shared/instant.ts'])('but not %s', (file) => {
    expect(rulesAt(file)).toEqual([]);
  });
});
