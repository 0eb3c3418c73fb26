/** Setup and teardown in one module graph, so that both see the same running servers. */
export { default as globalSetup } from '../global-setup.js';
export { default as globalTeardown } from '../global-teardown.js';
