import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { allProcesses } from '../../domain/processes.js';
import { wordsOf } from '../support/declared-names.js';
import { projectRoot } from '../support/project-tree.js';

const glossary = readFileSync(path.join(projectRoot, 'docs/glossary.md'), 'utf8');

/** Code names of the tables, in the order of the page: what stands in backticks in a last column. */
const codeNames = glossary
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').at(-2) ?? '')
  .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));

/** The verbs and plain words that stand beside the code names. */
const plainWords = glossary.slice(glossary.indexOf('## Verbs'));

const known = new Set([...codeNames, plainWords].flatMap(wordsOf));

/** A word is known in the singular or the plural. */
function isKnown(word: string): boolean {
  return known.has(word) || known.has(word.replace(/s$/, '')) || known.has(`${word}s`);
}

test('the glossary has words', () => {
  expect(codeNames.length).toBeGreaterThan(100);
});

test('a code name stands for one idea', () => {
  // The level tells the two Chinese words for inspection apart; it is one idea in the code.
  const sharedOnPurpose = new Set(['inspection']);
  const names = codeNames.filter((name) => !sharedOnPurpose.has(name));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(allProcesses.map((process) => [process.name, process] as const))(
  'names in %s are made of words of the glossary',
  (processName, { commands, events }) => {
    const unknown = [processName, ...commands.keys(), ...events.keys()].flatMap((name) =>
      wordsOf(name)
        .filter((word) => !isKnown(word))
        .map((word) => `${name}: ${word}`),
    );
    expect(unknown).toEqual([]);
  },
);
