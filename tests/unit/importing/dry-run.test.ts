import { describe, expect, test } from '@jest/globals';
import { shippedBook } from '../../../domain/policy/packs.js';
import { dryRun, type DryRun } from '../../../importing/dry-run.js';
import { readFolder } from '../../../importing/folder.js';
import { lanesOf } from '../../../importing/lanes.js';
import { EXAMPLE, withFolder, type Changes } from '../../support/import-folder.js';

const NOW = '2026-11-25T02:00:00.000Z';

async function lanesIn(folder: string) {
  const { rows, problems } = await readFolder(folder);
  expect(problems).toEqual([]);
  return lanesOf(rows);
}

const tryOut = (changes: Changes): Promise<DryRun> =>
  withFolder(changes, async (folder) =>
    dryRun(await lanesIn(folder), { book: shippedBook, now: NOW }),
  );

describe('lanes', () => {
  test('a round and its clues are lanes of their own, and share no case', async () => {
    const lanes = await lanesIn(EXAMPLE);
    expect(lanes.map(({ name }) => name)).toEqual(['LS-05-3', 'LS-05-3/clues', 'LS-05-4']);
    const cases = lanes.map(({ commands }) => new Set(commands.map(({ stream }) => stream)));
    const all = cases.flatMap((streams) => [...streams]);
    expect(new Set(all).size).toBe(all.length);
  });

  test('no two commands have one key', async () => {
    const keys = (await lanesIn(EXAMPLE)).flatMap(({ commands }) => commands.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('are signed by posts of an import, and the files name nobody', async () => {
    const actors = (await lanesIn(EXAMPLE)).flatMap(({ commands }) =>
      commands.map(({ actor }) => actor.id),
    );
    expect(actors.every((id) => /^import:[a-zA-Z]+(:deputy)?$/.test(id))).toBe(true);
  });

  test('are the same whenever the same files are read', async () => {
    expect(await lanesIn(EXAMPLE)).toEqual(await lanesIn(EXAMPLE));
  });

  test('a round that is under way ends where its days end', async () => {
    const open = (await lanesIn(EXAMPLE)).find(({ name }) => name === 'LS-05-4');
    expect(open?.commands.at(-1)?.type).toBe('RecordLookBackVerdict');
  });
});

describe('dry run', () => {
  test('the example goes through, and its effects are counted with it', async () => {
    const lanes = await lanesIn(EXAMPLE);
    const { problems, commands } = dryRun(lanes, { book: shippedBook, now: NOW });
    expect(problems).toEqual([]);
    const own = lanes.reduce((sum, lane) => sum + lane.commands.length, 0);
    expect(commands).toBeGreaterThan(own);
  });

  test('what the domain refuses comes back with its code, at its line', async () => {
    const { problems } = await tryOut({
      'findings.csv': (text) => text.replace('2018/3/15,2018/3/25', '2018/3/1,2018/3/25'),
    });
    expect(problems).toEqual([
      {
        ...{ file: 'findings.csv', line: 2, column: null, code: 'before-stationing' },
        message: expect.stringMatching(/^DraftFinding was refused: Findings are drafted once/),
      },
    ]);
  });

  test('each case tells its first refusal only', async () => {
    const { problems } = await tryOut({
      'targets.csv': (text) => text.replaceAll('2018/4/13,2018/4/23', '2018/4/13,2018/4/3'),
    });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'before-withdrawal'],
      [3, 'before-withdrawal'],
    ]);
  });

  test('a finding without an item, and a verdict that is missing', async () => {
    const bare = await tryOut({
      'findings.csv': (text) =>
        text.replace('集中整改,,2018/7/14,2018/6/30,2018/7/6,2018/7/10', ',,,,,'),
      'outcomes.csv': () => '轮次编号,单位代码,问题编号,成果编号,成果种类,日期\n',
    });
    expect(bare.problems.map(({ code }) => code)).toEqual(['finding-without-item']);
    const unjudged = await tryOut({
      'targets.csv': (text) => text.replace('2019-03-04,,', '2019-03-04,2019-04-12,'),
      'findings.csv': (text) => text.replaceAll('已解决', ''),
    });
    expect(unjudged.problems.map(({ code }) => code)).toEqual(['verdict-missing']);
  });

  test('a day that has not come, and a pack nobody published', async () => {
    const { problems } = await tryOut({
      'rounds.csv': (text) =>
        text.replace('2018/8/7', '2028/8/7').replace(/county-default@1\n$/, 'county-default@9\n'),
    });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'date-in-future'],
      [3, 'pack-unknown'],
    ]);
  });

  test('what was not made known needs a ground', async () => {
    const { problems } = await tryOut({
      'targets.csv': (text) => text.replace('其他敏感', ''),
    });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([[3, 'publication-open']]);
  });
});
