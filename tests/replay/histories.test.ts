import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DeterminismViolationError } from '@temporalio/workflow';
import { bundleWorkflowCode, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { plantTree, type PlantedTree } from '../support/planted-tree.js';
import { projectRoot } from '../support/project-tree.js';
import { readHistory, recordedConverter, recordedHistories } from './recording.js';

const quiet = () => undefined;
const silent = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

const histories = recordedHistories();

/** What a recorded file may be about; a lane that has lost one of these proves less than it says. */
const STORIES = ['commands', 'drained', 'due-moments', 'effects', 'fallback', 'recycled'];

/** @param files of any release */
const storiesOf = (files: readonly string[]) =>
  [...new Set(files.map((name) => /\/([a-z-]+)-\d+\.json$/.exec(name)?.[1]))].sort();

beforeAll(() => {
  const logging = { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } as const;
  Runtime.install({ shutdownSignals: [], logger: silent, telemetryOptions: { logging } });
});

/** @returns what went wrong, by file; empty when every run would go the way it went */
async function violations(workflowBundle: WorkflowBundle): Promise<Record<string, Error>> {
  const files = histories.map((name) => ({ workflowId: name, history: readHistory(name) }));
  const failed: Record<string, Error> = {};
  let replayed = 0;
  const replay = Worker.runReplayHistories(
    { workflowBundle, dataConverter: recordedConverter() },
    files,
  );
  for await (const { workflowId, error } of replay) {
    replayed += 1;
    if (error) failed[workflowId] = error;
  }
  expect(replayed).toBe(histories.length);
  return failed;
}

describe('the recorded runs', () => {
  test('tell every story', () => {
    expect(storiesOf(histories)).toEqual(STORIES);
  });

  test('go the same way with the workflows of today', async () => {
    const bundle = await bundleWorkflowCode({
      workflowsPath: join(projectRoot, 'workflows', 'index.ts'),
      logger: silent,
    });
    expect(await violations(bundle)).toEqual({});
  });
});

describe('a changed workflow', () => {
  let tree: PlantedTree;
  afterAll(() => tree.dispose());

  test('is found: with one step more it goes another way', async () => {
    const files = Object.fromEntries(
      readdirSync(join(projectRoot, 'workflows')).map((name) => [
        `workflows/${name}`,
        readFileSync(join(projectRoot, 'workflows', name), 'utf8'),
      ]),
    );
    const runner = files['workflows/run-process.ts'] ?? '';
    const changed = runner
      .replace('  await loaded;\n', '  await sleep(1);\n  await loaded;\n')
      .replace('import {', 'import {\n  sleep,');
    expect(changed.split('sleep')).toHaveLength(3);
    tree = await plantTree({ ...files, 'workflows/run-process.ts': changed });
    const bundle = await bundleWorkflowCode({
      workflowsPath: join(tree.folder, 'workflows', 'index.ts'),
      logger: silent,
    });
    const failed = await violations(bundle);
    // A run of which little was recorded may not have reached the step yet, but of each story one has.
    expect(storiesOf(Object.keys(failed))).toEqual(STORIES);
    for (const error of Object.values(failed))
      expect(error).toBeInstanceOf(DeterminismViolationError);
  });
});
