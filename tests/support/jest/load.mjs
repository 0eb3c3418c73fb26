import { tsImport } from 'tsx/esm/api';

/**
 * Jest maps `.js` specifiers to `.ts` files inside tests only, not in global setup files, so these
 * are loaded through tsx. One instance of each module serves every lane: the servers are shared.
 */
const loaded = tsImport('./both.ts', import.meta.url);

/** Jest's global setup: starts what the lane of `projectConfig` needs. */
export async function setUp(globalConfig, projectConfig) {
  const { globalSetup } = await loaded;
  await globalSetup(globalConfig, projectConfig);
}

/** Jest's global teardown: stops what `setUp` started. */
export async function tearDown(globalConfig, projectConfig) {
  const { globalTeardown } = await loaded;
  await globalTeardown(globalConfig, projectConfig);
}
