import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { projectRoot } from '../support/project-tree.js';

/** The parts of a small stage; each case below changes one of them. */
interface Parts {
  readonly commands: string;
  readonly events: string;
  readonly decide: string;
  readonly evolve: string;
  readonly rest: string;
}

const sound: Parts = {
  commands: `Open: { by: ['groupHead'], opens: true, data: z.strictObject({ name: z.string() }) },`,
  events: `Opened: z.object({ name: z.string() }),`,
  decide: `Open: ({ name }) => [{ type: 'Opened', data: { name } }],`,
  evolve: `Opened: (state, { name }) => ({ ...state, name }),`,
  rest: '',
};

function stage(change: Partial<Parts> = {}): string {
  const parts = { ...sound, ...change };
  return `
import { z } from 'zod';
import { stageOf } from '../process.js';
interface State { readonly name: string }
export const stage = stageOf<State>()({
  name: 'opening',
  commands: { ${parts.commands} },
  events: { ${parts.events} },
  decide: { ${parts.decide} },
  evolve: { ${parts.evolve} },
  ${parts.rest}
});
`;
}

const compiles = {
  'a stage with every handler': stage(),
  'a stage that ignores a repeated command': stage({ decide: `Open: () => [],` }),
  'a stage that reacts to its own event': stage({
    rest: `effects: { Opened: ({ name }, state) => [{ process: name, id: state.name, command: { type: 'Open', data: {} } }] },`,
  }),
};

/** What is wrong, the faulty stage, and a word that the compiler's message must hold. */
const refused: Record<string, readonly [source: string, word: string]> = {
  'a command without its decide handler': [stage({ decide: '' }), 'Open'],
  'an event without its evolve handler': [stage({ evolve: '' }), 'Opened'],
  'a decide handler for a command that is not declared': [
    stage({ decide: `${sound.decide} Opne: () => [],` }),
    'Opne',
  ],
  'a misspelt event in evolve': [
    stage({ evolve: `${sound.evolve} Opend: (state) => state,` }),
    'Opend',
  ],
  'an event that the stage does not own': [
    stage({ decide: `Open: () => [{ type: 'Closed', data: { name: '' } }],` }),
    'Closed',
  ],
  'an event without its data': [
    stage({ decide: `Open: () => [{ type: 'Opened', data: {} }],` }),
    'name',
  ],
  'an event with data of another type': [
    stage({ decide: `Open: () => [{ type: 'Opened', data: { name: 7 } }],` }),
    'number',
  ],
  'a state with a field of another type': [
    stage({ evolve: `Opened: (state) => ({ ...state, name: 7 }),` }),
    'number',
  ],
  'a role that does not exist': [
    stage({ commands: sound.commands.replace('groupHead', 'groupHaed') }),
    'groupHaed',
  ],
  'an effect of an event that is not declared': [
    stage({ rest: `effects: { Opend: () => [] },` }),
    'Opend',
  ],
  'a clock in the domain, since no type of Node or of a browser is there': [
    `export const timer = setTimeout(() => undefined, 1000);`,
    'setTimeout',
  ],
  'a built-in module of Node in the domain': [
    `import { readFileSync } from 'node:fs';\nexport const read = readFileSync;`,
    'node:fs',
  ],
};

/** Compiles all sources as if they lay in the domain, in one go. @returns messages by source */
function compile(sources: readonly string[]): ReadonlyMap<string, string> {
  const domain = path.join(projectRoot, 'domain');
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(domain, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (config === undefined) throw new Error('domain/tsconfig.json cannot be read');
  const virtual = new Map(
    sources.map((source, index) => [path.join(domain, 'planted', `stage-${index}.ts`), source]),
  );
  const host = ts.createCompilerHost(config.options);
  host.readFile = (file) => virtual.get(path.normalize(file)) ?? ts.sys.readFile(file);
  host.fileExists = (file) => virtual.has(path.normalize(file)) || ts.sys.fileExists(file);
  const program = ts.createProgram([...virtual.keys()], config.options, host);
  return new Map(
    [...virtual].map(([file, source]) => {
      const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
      const text = found.map(({ messageText }) =>
        ts.flattenDiagnosticMessageText(messageText, '\n'),
      );
      return [source, text.join('\n')];
    }),
  );
}

let messages: ReadonlyMap<string, string> = new Map();

beforeAll(() => {
  const faulty = Object.values(refused).map(([source]) => source);
  messages = compile([...Object.values(compiles), ...faulty]);
});

describe('compiles:', () => {
  test.each(Object.entries(compiles))('%s', (_, source) => {
    expect(messages.get(source)).toBe('');
  });
});

describe('does not compile:', () => {
  test.each(Object.entries(refused))('%s', (_, [source, word]) => {
    expect(messages.get(source)).toContain(word);
  });
});
