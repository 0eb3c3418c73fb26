import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { declaredNames, wordsOf } from '../support/declared-names.js';
import { projectFiles, projectRoot } from '../support/project-tree.js';

const files = projectFiles();
const typescript = files.filter((file) => file.endsWith('.ts'));

/** Text that a person wrote; what a generator wrote is judged by its generator's own test. */
const written = files.filter((file) =>
  /\.(ts|js|mjs|cjs|md|sql|sh|yml)$|(^|\/)(Dockerfile|run|\.[a-z]+ignore|\.env\.example)$/.test(
    file,
  ),
);

function read(file: string): string {
  return readFileSync(path.join(projectRoot, file), 'utf8');
}

/** Lines of the given files that match, as `file:line text`. */
function linesThatMatch(among: readonly string[], pattern: RegExp): string[] {
  return among.flatMap((file) =>
    read(file)
      .split('\n')
      .map((text, index) => ({ text, at: `${file}:${index + 1}` }))
      .filter(({ text }) => pattern.test(text))
      .map(({ at, text }) => `${at} ${text.trim()}`),
  );
}

test('there is a tree to look at', () => {
  expect(typescript.length).toBeGreaterThan(60);
  expect(written.length).toBeGreaterThan(typescript.length);
});

describe('files', () => {
  const namedByOthers = new Set([
    'ARCHITECTURE.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'Dockerfile',
    'LICENSE',
    'README.md',
    'README.zh-CN.md',
    'SECURITY.md',
  ]);

  test('are named in kebab-case', () => {
    const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
    const odd = files
      .filter((file) => !namedByOthers.has(file))
      .filter((file) => file.split('/').some((part) => !kebab.test(part)));
    expect(odd).toEqual([]);
  });

  test('lie in folders that say what is inside', () => {
    const vague = /^(utils?|helpers?|common|services?|types|misc|lib)$/;
    const inVague = files.filter((file) =>
      file
        .split('/')
        .slice(0, -1)
        .some((part) => vague.test(part)),
    );
    expect(inVague).toEqual([]);
  });

  test('are text, or a picture of the documentation', () => {
    const pictures = /^docs\/.*\.(png|jpg|svg)$/;
    const binary = files
      .filter((file) => !pictures.test(file))
      .filter((file) => readFileSync(path.join(projectRoot, file)).includes(0));
    expect(binary).toEqual([]);
  });
});

describe('text', () => {
  test('leaves no work for later', () => {
    const later = new RegExp(
      `\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`,
    );
    expect(linesThatMatch(written, later)).toEqual([]);
  });

  test('silences no checker', () => {
    const silencer = new RegExp(
      `(//|/\\*)\\s*(${['eslint' + '-disable', '@ts-' + 'ignore', '@ts-' + 'nocheck', '@ts-' + 'expect-error', 'prettier' + '-ignore'].join('|')})`,
    );
    // The lint test plants one, to see that it has no effect.
    const except = written.filter((file) => file !== 'tests/architecture/lint.test.ts');
    expect(linesThatMatch(except, silencer)).toEqual([]);
  });

  test('names no folder of one particular machine', () => {
    expect(
      linesThatMatch(written, new RegExp(`(^|[^\\w.])/(${'ro' + 'ot'}|${'wo' + 'rk'})/`)),
    ).toEqual([]);
  });
});

describe('names', () => {
  const declared = typescript.flatMap((file) =>
    declaredNames(file, read(file)).map((name) => ({ name, at: file })),
  );
  const paths = files.map((file) => ({ name: path.basename(file).replace(/\..*$/, ''), at: file }));
  const all = [...declared, ...paths].map((one) => ({ ...one, words: wordsOf(one.name) }));
  const inCode = all.filter(({ at, name }) => !path.basename(at).startsWith(`${name}.`));

  test('say what a thing is, not that it is a thing', () => {
    const vague = /^(managers?|helpers?|utils?|utilities|services?)$/;
    const found = all.filter(({ words }) => words.some((word) => vague.test(word)));
    expect(found.map(({ name, at }) => `${at}: ${name}`)).toEqual([]);
  });

  test('of functions and types do not end in Data or Info', () => {
    const found = inCode.filter(
      ({ words }) => words.length > 1 && /^(data|info)$/.test(words.at(-1) ?? ''),
    );
    expect(found.map(({ name, at }) => `${at}: ${name}`)).toEqual([]);
  });

  test('use one word for an idea: inspection, rectification, reminder', () => {
    const otherWords = /^(patrol\w*|tours?|remediat\w*|audits|auditing|remedy|remedies|nag\w*)$/;
    const found = all.filter(
      ({ words }) =>
        words.some((word) => otherWords.test(word)) ||
        // An inspection is never an audit; the trail that auditors read is called the audit trail.
        words.some((word, index) => word === 'audit' && words[index + 1] !== 'trail'),
    );
    expect(found.map(({ name, at }) => `${at}: ${name}`)).toEqual([]);
  });

  test('are in American spelling', () => {
    const british =
      /^(organis|authoris|normalis|serialis|initialis|recognis|summaris|synchronis|finalis|behaviour|colour|centre|favour|honour|licence|catalogue|programme|judgement|fulfil$|labelled|modelled)/;
    const found = all.filter(({ words }) => words.some((word) => british.test(word)));
    expect(found.map(({ name, at }) => `${at}: ${name}`)).toEqual([]);
  });
});

describe('decisions', () => {
  const decisions = files.filter((file) => file.startsWith('docs/decisions/'));

  test('have numbers without gap or double', () => {
    const numbers = decisions.map((file) => Number(path.basename(file).slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThanOrEqual(8);
  });

  test.each(decisions)('%s says status, context, decision and price', (file) => {
    const headings = [...read(file).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['Status', 'Context', 'Decision', 'Price']);
  });
});
