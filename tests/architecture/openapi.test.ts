import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openApiText } from '../../api/write-openapi.js';
import { allProcesses } from '../../domain/processes.js';
import { allViews } from '../../projections/index.js';

const file = join(import.meta.dirname, '../../docs/openapi.json');

test('docs/openapi.json is that of this version; npm run openapi writes it', async () => {
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(await openApiText()));
});

test('every command of a person, every process and every view has its entry', async () => {
  const { paths } = JSON.parse(await openApiText()) as { paths: Record<string, unknown> };
  for (const { name, commands } of allProcesses) {
    expect(paths).toHaveProperty([`/api/${name}/{id}`]);
    for (const [command, { by }] of commands) {
      const forPersons = by.some((role) => role !== 'clock' && role !== 'process');
      const entry = `/api/${name}/{id}/commands/${command}`;
      expect([entry, entry in paths]).toEqual([entry, forPersons]);
    }
  }
  for (const { name } of allViews) expect(paths).toHaveProperty([`/api/views/${name}`]);
});
