import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const WORKFLOWS = join(import.meta.dirname, '..', 'workflows');

/**
 * The bundle of all workflows, built once per source text and kept in the cache folder: webpack needs
 * seconds, a start should not.
 *
 * @param cacheDir per-user cache, absolute
 */
export async function workflowBundle(cacheDir: string): Promise<WorkflowBundle> {
  const file = join(cacheDir, 'workflow-bundles', `${sourceDigest()}.js`);
  if (existsSync(file)) return { code: readFileSync(file, 'utf8') };
  const bundle = await bundleWorkflowCode({
    workflowsPath: join(WORKFLOWS, 'index.ts'),
    logger: { ...SILENT },
  });
  mkdirSync(join(cacheDir, 'workflow-bundles'), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, bundle.code);
  renameSync(draft, file);
  return { code: bundle.code };
}

/** Changes with any workflow source and with the SDK that bundles it. */
function sourceDigest(): string {
  const hash = createHash('sha256');
  const sdk = createRequire(import.meta.url)('@temporalio/worker/package.json') as {
    version: string;
  };
  hash.update(sdk.version);
  for (const name of readdirSync(WORKFLOWS).sort())
    hash.update(name).update(readFileSync(join(WORKFLOWS, name)));
  return hash.digest('hex').slice(0, 32);
}

const quiet = () => undefined;
const SILENT = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
