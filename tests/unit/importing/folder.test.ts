import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readFolder } from '../../../importing/folder.js';
import { FORMATS, type FileFormat } from '../../../importing/format.js';
import { problemLines } from '../../../importing/problem.js';
import { EXAMPLE, withFolder, type Changes } from '../../support/import-folder.js';

const read = (changes: Changes) => withFolder(changes, readFolder);

/** Puts a text in place of another one, which must be there. */
const swap = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`${from} is not in the example`);
  return text.replace(from, to);
};
const addLine = (line: string) => (text: string) => `${text}${line}\n`;

test('the example has no problem, and dates of both kinds', async () => {
  const { rows, problems, notes } = await readFolder(EXAMPLE);
  expect(problems).toEqual([]);
  expect(notes).toEqual([]);
  expect(rows.rounds.map(({ proposedOn }) => proposedOn)).toEqual(['2018-02-03', '2019-02-02']);
  expect(rows.findings[1]).toMatchObject({ title: '项目台账登记不规范,长期未核对' });
  expect(rows.outcomes[1]).toMatchObject({ amount: 6_250_000, atLeast: 'yes' });
  expect(rows.targets[0]?.at).toEqual({ file: 'targets.csv', line: 2 });
});

test('the same files have the same digest, any other byte another one', async () => {
  const same = await read({});
  expect(same.digest).toBe((await readFolder(EXAMPLE)).digest);
  const other = await read({ 'rounds.csv': (text) => `${text}\n` });
  expect(other.digest).not.toBe(same.digest);
});

test('English headings, in any order, and a mark are accepted', async () => {
  const { rows, problems } = await read({
    'letters.csv': () =>
      '\uFEFFletter,round,body,sentOn,dueOn\nH-9,LS-05-3,县审计局,2018-02-12,2018-02-23\n',
  });
  expect(problems).toEqual([]);
  expect(rows.letters).toMatchObject([{ letter: 'H-9', answeredOn: undefined }]);
});

test('a file in GB18030 is read with a note', async () => {
  const heading = 'round,letter,body,sentOn,dueOn\nLS-05-3,H-1,';
  const rest = ',2018-02-12,2018-02-23\n';
  const body = Buffer.from([0xb9, 0xab, 0xb0, 0xb2, 0xbe, 0xd6]); // 公安局
  const { rows, notes, problems } = await read({
    'letters.csv': () => Buffer.concat([Buffer.from(heading), body, Buffer.from(rest)]),
  });
  expect(problems).toEqual([]);
  expect(rows.letters[0]?.body).toBe('公安局');
  expect(notes).toEqual(['letters.csv: read as GB18030']);
});

describe('is refused:', () => {
  const faults: readonly (readonly [code: string, changes: Changes, line: number | null])[] = [
    ['file-missing', { 'targets.csv': () => null }, null],
    ['encoding-unknown', { 'rounds.csv': (text) => Buffer.from(text, 'utf16le') }, null],
    ['too-many-rows', { 'findings.csv': (text) => text + 'a,b\n'.repeat(100_000) }, null],
    ['heading-missing', { 'clues.csv': () => '' }, 1],
    ['column-unknown', { 'rounds.csv': swap('届次', '届') }, 1],
    ['column-missing', { 'rounds.csv': swap('届次', 'name') }, 1],
    ['column-twice', { 'rounds.csv': swap('届次', '轮次名称') }, 1],
    ['line-broken', { 'letters.csv': addLine('LS-05-3,H-2') }, 3],
    ['line-broken', { 'letters.csv': addLine('LS-05-3,"H-2') }, 3],
    ['cell-empty', { 'rounds.csv': swap('五届县委第3轮巡察', '') }, 2],
    ['cell-empty', { 'findings.csv': swap('2018/3/25,2018/4/13', ',2018/4/13') }, 2],
    ['cell-empty', { 'findings.csv': swap('2018/7/14,2018/6/30', ',2018/6/30') }, 3],
    ['cell-empty', { 'outcomes.csv': swap('项目台账管理制度', '') }, 2],
    ['cell-empty', { 'outcomes.csv': swap('"62,500.00"', '') }, 3],
    ['cell-empty', { 'clues.csv': swap('初步核实', '') }, 2],
    ['cell-empty', { 'clues.csv': swap('组织处理', '') }, 2],
    ['date-unreadable', { 'rounds.csv': swap('2018/2/3', '2018/2/30') }, 2],
    ['date-unreadable', { 'rounds.csv': swap('2018/2/3', '43134') }, 2],
    ['text-too-long', { 'rounds.csv': swap('五届县委第3轮巡察', '长'.repeat(101)) }, 2],
    ['code-unreadable', { 'targets.csv': swap('LS-U2', '示例镇') }, 3],
    ['number-unreadable', { 'rounds.csv': swap('五届县委,3,', '五届县委,三,') }, 2],
    ['amount-unreadable', { 'outcomes.csv': swap('"62,500.00"', '6万元') }, 3],
    ['word-unknown', { 'targets.csv': swap('专项', '专门') }, 3],
    ['pack-unreadable', { 'rounds.csv': swap('county-default@1', 'county-default') }, 2],
    ['identifier-twice', { 'letters.csv': (text) => `${text}${text.split('\n')[1] ?? ''}\n` }, 3],
    ['round-unknown', { 'letters.csv': swap('LS-05-3', 'LS-05-9') }, 2],
    ['target-unknown', { 'findings.csv': swap('LS-U2', 'LS-U9') }, 4],
    ['finding-unknown', { 'outcomes.csv': swap('F2,R1', 'F9,R1') }, 2],
    ['look-back-unknown', { 'targets.csv': swap('LS-05-3,1,2019', 'LS-05-2,1,2019') }, 4],
  ];

  test.each(faults)('%s, case %#', async (code, changes, line) => {
    const { problems } = await read(changes);
    expect(problems).toContainEqual(expect.objectContaining({ code, line }));
    expect(problems.every(({ message }) => message.endsWith('.'))).toBe(true);
  });
});

test('all problems of all files are told at once', async () => {
  const { problems } = await read({
    'rounds.csv': swap('2018/2/3', '2018/2/30'),
    'letters.csv': addLine('LS-05-3,H-2'),
    'findings.csv': swap('中,2018/3/15', '中等,15.3.2018'),
  });
  expect(problems.map(({ file, column }) => [file, column])).toEqual([
    ['rounds.csv', '提出日期'],
    ['findings.csv', '严重程度'],
    ['findings.csv', '底稿日期'],
    ['letters.csv', null],
  ]);
});

test('a hundred problems are shown, the others counted', () => {
  const problem = { file: 'rounds.csv', line: 7, column: '序号', code: 'x', message: 'No.' };
  const lines = problemLines(Array.from({ length: 130 }, () => problem));
  expect(lines).toHaveLength(101);
  expect(lines[0]).toBe('rounds.csv, line 7, 序号: No. (x)');
  expect(lines[100]).toBe('… and 30 more.');
});

test('the how-to explains every column of every file', () => {
  const text = readFileSync(join(EXAMPLE, '../../how-to/import-past-rounds.md'), 'utf8');
  const columns = Object.values<FileFormat>(FORMATS).flatMap((format) =>
    Object.entries(format.columns),
  );
  const untold = columns.filter(([key, { heading }]) => !text.includes(`${heading} \`${key}\``));
  expect(untold.map(([key]) => key)).toEqual([]);
});
