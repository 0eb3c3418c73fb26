/**
 * The lanes of the test suite, one Jest project each; `npm test -- --selectProjects unit` runs one.
 * Only the lanes that name a global setup start a server, and Jest calls it only when they run.
 */

/** Packages that ship ECMAScript modules only; Jest runs CommonJS, so they are transformed too. */
const ecmaScriptOnly = ['cookie', '@fastify/cookie', 'content-disposition', 'nanoid'].join('|');

const base = {
  testEnvironment: 'node',
  // Deletes what a test file left on the global scope, instead of warning about it.
  testEnvironmentOptions: { globalsCleanup: 'on' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${ecmaScriptOnly})/)`],
  modulePathIgnorePatterns: ['<rootDir>/\\.xuncha/', '<rootDir>/dist/', '<rootDir>/artefacts/'],
};

/** @param timeoutMs limit of one test or hook */
function lane(name, timeoutMs, servers = {}) {
  return {
    ...base,
    ...servers,
    displayName: name,
    testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
    globals: { laneTimeoutMs: timeoutMs },
    setupFilesAfterEnv: ['<rootDir>/tests/support/jest/timeout.ts'],
  };
}

/** Needs PostgreSQL. */
const withDatabase = {
  globalSetup: '<rootDir>/tests/support/jest/database-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/jest/database-teardown.mjs',
};

/** Needs PostgreSQL and the Temporal server; a run of both kinds of lane shares one of each. */
const withBothServers = {
  globalSetup: '<rootDir>/tests/support/jest/servers-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/jest/servers-teardown.mjs',
};

export default {
  maxWorkers: 2,
  projects: [
    lane('unit', 5_000),
    lane('property', 60_000),
    lane('architecture', 180_000),
    lane('replay', 60_000),
    lane('integration', 60_000, withDatabase),
    lane('workflow', 120_000, withBothServers),
    lane('crash', 300_000, withBothServers),
  ],
};
