import security from 'eslint-plugin-security';
import tseslint from 'typescript-eslint';

/** Sources of the product proper: everything that is neither a test nor a start-up script. */
const production = [
  'activities',
  'api',
  'cli',
  'database',
  'delivery',
  'domain',
  'event-store',
  'importing',
  'projections',
  'rule-book',
  'servers',
  'temporal',
  'worker',
  'workflows',
].map((folder) => `${folder}/**/*.ts`);

const noInlineExecution = [
  {
    object: 'sql',
    property: 'raw',
    message: 'Bind values; `sql.raw` puts text into the statement.',
  },
];

const noRandomness = [
  {
    object: 'Math',
    property: 'random',
    message: 'Chance is not repeatable: take ids from the command, delays from data.',
  },
];

export default tseslint.config(
  {
    ignores: ['node_modules/', 'coverage/', 'dist/', 'artefacts/', '.xuncha/'],
  },
  {
    // A rule is either right for a folder, or changed here with its reason; never switched off in a file.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    plugins: { security },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-constant-binary-expression': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable-loop': 'error',
      'no-unsafe-finally': 'error',
      'no-sparse-arrays': 'error',
      'no-useless-assignment': 'error',
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-unused-private-class-members': 'error',
      'object-shorthand': 'error',
      'prefer-template': 'error',
      'no-control-regex': 'off',
      // The security rules that point at a fault. Three stay off, since they point at every index
      // access, every computed path, and every group that repeats, even one that repeats three times.
      'security/detect-bidi-characters': 'error',
      'security/detect-buffer-noassert': 'error',
      'security/detect-disable-mustache-escape': 'error',
      'security/detect-eval-with-expression': 'error',
      'security/detect-new-buffer': 'error',
      'security/detect-no-csrf-before-method-override': 'error',
      'security/detect-pseudoRandomBytes': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { requireDefaultForNonUnion: true, considerDefaultExhaustiveForUnions: false },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Numbers and booleans print without surprise; objects and null do not.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Off, since it takes a flag that a callback changes for a constant: every loop that waits for
      // such a flag would have to be written around the rule.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Off, since factories here return closures, whose members need no object to be called on.
      '@typescript-eslint/unbound-method': 'off',
      // Off, since it takes as long as all other rules together and finds nothing they do not.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Off, since `Number(code)` is how an enum of a library is compared with a number.
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
      // Fastify handlers and Temporal activities are async by their interface, with or without await.
      '@typescript-eslint/require-await': 'off',
      // Generic signatures of the kernel name a type parameter once so that callers can fix it.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: production,
    rules: {
      'no-restricted-properties': ['error', ...noInlineExecution, ...noRandomness],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name="process"][property.name="env"]',
          message: 'Only config/environment.ts reads the environment.',
        },
      ],
    },
  },
  {
    // Schema changes, tables named by version and LISTEN channels have no place for a bound value.
    files: ['database/**/*.ts', 'event-store/**/*.ts', 'projections/**/*.ts', 'servers/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', ...noRandomness] },
  },
  {
    files: production.filter((glob) => !glob.startsWith('cli/')),
    rules: { 'no-console': 'error' },
  },
  {
    files: ['domain/**/*.ts'],
    ignores: ['domain/shared/instant.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        {
          name: 'Date',
          message: 'Time comes with the command; only shared/instant.ts converts it.',
        },
        { name: 'process', message: 'The domain knows no machine.' },
        { name: 'crypto', message: 'Ids come with the command.' },
        { name: 'setTimeout', message: 'Deadlines are data; the runner waits.' },
        { name: 'fetch', message: 'The domain reaches nothing outside itself.' },
      ],
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      // Temporal's sandbox makes Date.now() and Math.random() repeatable; a time read in the sandbox
      // is the workflow's own clock, which a rehearsal skips. Chance still has no place in the runner.
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: 'Wait with sleep or condition of @temporalio/workflow.' },
        { name: 'setInterval', message: 'Wait with sleep or condition of @temporalio/workflow.' },
        { name: 'fetch', message: 'The outside world is reached by activities only.' },
        { name: 'process', message: 'A workflow knows no machine.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\./|@temporalio/workflow$)',
              allowTypeImports: true,
              message:
                'A workflow runs only itself and @temporalio/workflow; import types with `import type`.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'Program > VariableDeclaration[kind="let"], Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]',
          message: 'State at module level is shared by every workflow of a worker.',
        },
        {
          selector: 'MemberExpression[object.name="process"][property.name="env"]',
          message: 'Only config/environment.ts reads the environment.',
        },
      ],
    },
  },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // A test says that a value is there by asserting it; the failure names the line either way.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'AbortController',
          'AbortSignal',
          'Buffer',
          'URL',
          'clearInterval',
          'clearTimeout',
          'console',
          'fetch',
          'module',
          'process',
          'require',
          'setInterval',
          'setTimeout',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
);
