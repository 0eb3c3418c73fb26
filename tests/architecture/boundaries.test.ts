import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ICruiseResult } from 'dependency-cruiser';
import type { PlantedTree } from '../support/planted-tree.js';
import { plantTree, runProgram } from '../support/planted-tree.js';
import { projectRoot } from '../support/project-tree.js';

const configuration = path.join(projectRoot, '.dependency-cruiser.cjs');

const folders = [
  'activities',
  'api',
  'bench',
  'cli',
  'config',
  'database',
  'delivery',
  'domain',
  'event-store',
  'importing',
  'projections',
  'rule-book',
  'scenarios',
  'scripts',
  'servers',
  'temporal',
  'tests',
  'worker',
  'workflows',
];

/** A cruise that finds fewer modules has not looked at the tree, whatever it says about it. */
const fewestModules = 60;

async function cruise(cwd: string, targets: readonly string[]): Promise<ICruiseResult> {
  const { stdout, stderr } = await runProgram(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', configuration, '--output-type', 'json', ...targets],
    cwd,
  );
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser gave no result: ${stderr}`);
  return JSON.parse(stdout) as ICruiseResult;
}

test('the project keeps its dependency rule', async () => {
  const missing = folders.filter((folder) => !existsSync(path.join(projectRoot, folder)));
  expect(missing).toEqual([]);

  const { summary, modules } = await cruise(projectRoot, folders);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual(
    [],
  );
  const ours = modules.filter(({ source }) => folders.includes(source.split('/')[0] ?? ''));
  expect(ours.length).toBeGreaterThanOrEqual(fewestModules);
});

describe('a planted fault is reported:', () => {
  const planted = {
    'domain/rules.ts': `export interface Rule { readonly name: string }\nexport const rules = 1;\n`,
    'domain/impure.ts': `import { readFileSync } from 'node:fs';\nimport { Pool } from 'pg';\nimport { append } from '../event-store/append.js';\nexport const impure = [readFileSync, Pool, append];\n`,
    'domain/circle-a.ts': `import { b } from './circle-b.js';\nexport const a = () => b;\n`,
    'domain/circle-b.ts': `import { a } from './circle-a.js';\nexport const b = () => a;\n`,
    'event-store/append.ts': `export const append = 1;\n`,
    'event-store/read.ts': `import { append } from './append.js';\nexport const read = append;\n`,
    'event-store/timer.ts': `import { Client } from '@temporalio/client';\nexport const timer = Client;\n`,
    'workflows/contract.ts': `import type { Rule } from '../domain/rules.js';\nexport type Contract = Rule;\n`,
    'workflows/thick.ts': `import { z } from 'zod';\nimport { rules } from '../domain/rules.js';\nexport const thick = [z, rules];\n`,
    'projections/back-door.ts': `import { timer } from '../event-store/timer.js';\nimport { append } from '../event-store/append.js';\nexport const backDoor = [timer, append];\n`,
    'api/roundabout.ts': `import { read } from '../event-store/read.js';\nimport { absent } from './absent.js';\nexport const roundabout = [read, absent];\n`,
    'api/side-door.ts': `import { decide } from '../activities/decide.js';\nimport fc from 'fast-check';\nexport const sideDoor = [decide, fc];\n`,
    'activities/decide.ts': `export const decide = 1;\n`,
    'worker/inline.ts': `import { thick } from '../workflows/thick.js';\nexport const inline = thick;\n`,
    'scenarios/cheat.ts': `import { rules } from '../domain/rules.js';\nexport const cheat = rules;\n`,
    'scripts/early.mjs': `import { z } from 'zod';\nexport const early = z;\n`,
    'servers/curious.ts': `import { read } from '../event-store/read.js';\nexport const curious = read;\n`,
    'config/tested.ts': `import { fixture } from '../tests/fixture.js';\nexport const tested = fixture;\n`,
    'tests/fixture.ts': `export const fixture = 1;\n`,
    'extra/folder.ts': `export { rules } from '../domain/rules.js';\n`,
  };
  const expected = [
    ['domain-no-node', 'domain/impure.ts'],
    ['domain-packages', 'domain/impure.ts'],
    ['domain-imports', 'domain/impure.ts'],
    ['no-cycles', 'domain/circle-a.ts'],
    ['event-store-packages', 'event-store/timer.ts'],
    ['workflows-packages', 'workflows/thick.ts'],
    ['workflows-types-only', 'workflows/thick.ts'],
    ['projections-imports', 'projections/back-door.ts'],
    ['no-way-to-append', 'projections/back-door.ts'],
    ['no-way-to-append', 'api/roundabout.ts'],
    ['no-unresolvable', 'api/roundabout.ts'],
    ['api-imports', 'api/side-door.ts'],
    ['no-development-packages', 'api/side-door.ts'],
    ['worker-imports', 'worker/inline.ts'],
    ['scenarios-types-only', 'scenarios/cheat.ts'],
    ['scripts-packages', 'scripts/early.mjs'],
    ['servers-imports', 'servers/curious.ts'],
    ['not-to-tests', 'config/tested.ts'],
    ['known-folders', 'extra/folder.ts'],
  ] as const;

  let tree: PlantedTree;
  let reported: string[] = [];

  beforeAll(async () => {
    tree = await plantTree(planted);
    const { summary } = await cruise(tree.folder, ['.']);
    reported = summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
  });
  afterAll(() => tree.dispose());

  test.each(expected)('%s at %s', (rule, file) => {
    expect(reported).toContain(`${rule} ${file}`);
  });

  test('and what the rule allows is not', () => {
    expect(reported.filter((line) => line.endsWith('workflows/contract.ts'))).toEqual([]);
  });
});
