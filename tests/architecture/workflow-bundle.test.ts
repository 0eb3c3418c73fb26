import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bundleWorkflowCode } from '@temporalio/worker';
import { projectRoot } from '../support/project-tree.js';

const silent = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** What went into a bundle. */
interface Bundle {
  /** The program, without its source map. */
  readonly program: string;
  /** Our files, as paths relative to the project. */
  readonly ours: readonly string[];
  /** Names of the packages. */
  readonly packages: readonly string[];
}

async function bundle(entry: string): Promise<Bundle> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(projectRoot, entry),
    logger: silent,
  });
  const [marker, encoded] =
    /sourceMappingURL=data:application\/json;charset=utf-8;base64,([\w+/=]+)/.exec(code) ?? [];
  if (marker === undefined || encoded === undefined)
    throw new Error('the bundle has no source map');
  const map = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as { sources: string[] };
  const packages = map.sources
    .map((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1])
    .filter((name) => name !== undefined);
  return {
    program: code.replace(marker, ''),
    ours: map.sources
      .filter((source) => source.startsWith(projectRoot) && !source.includes('/node_modules/'))
      .map((source) => path.relative(projectRoot, source)),
    packages: [...new Set(packages)].sort(),
  };
}

describe('the bundle of the workflows', () => {
  let built: Bundle;

  beforeAll(async () => {
    built = await bundle('workflows/index.ts');
  });

  test('holds the workflows', () => {
    expect(built.ours).toContain('workflows/run-process.ts');
  });

  test('holds no other code of ours', () => {
    expect(built.ours.filter((source) => !source.startsWith('workflows/'))).toEqual([]);
  });

  test('holds no package but the SDK and what the SDK needs', () => {
    expect(built.packages).toEqual([
      '@temporalio/common',
      '@temporalio/workflow',
      'long',
      'ms',
      'nexus-rpc',
    ]);
  });

  test('is hardly larger than the SDK alone, which takes 530,000 characters', () => {
    expect(built.program.length).toBeLessThan(600_000);
  });
});

test('the domain could run in the sandbox: it reaches for nothing outside the language', async () => {
  // The bundler fails on a built-in module of Node and on whatever Temporal cannot make repeatable.
  const { ours, packages } = await bundle('domain/processes.ts');
  expect(ours).toContain('domain/process.ts');
  expect(packages).toContain('zod');
});
