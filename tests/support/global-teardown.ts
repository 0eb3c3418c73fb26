import { stopServers } from './global-setup.js';

/** Jest's global teardown, called once per lane after all lanes have ended. */
const globalTeardown = (): Promise<void> => stopServers();

export default globalTeardown;
