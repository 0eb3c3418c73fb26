import { Readable, Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { due, type DueOptions } from '../../../cli/due.js';
import type { Terminal } from '../../../cli/terminal.js';
import { shippedCalendar } from '../../../domain/shared/working-days.js';

type Asked = Omit<DueOptions, 'calendar'>;

/** Runs the command and keeps every line it wrote. */
async function ask(options: Asked, input: Iterable<string | Uint8Array> = []) {
  const said: string[] = [];
  const data: unknown[] = [];
  const failed: string[] = [];
  const written: string[] = [];
  const terminal: Terminal = {
    say: (line) => said.push(line),
    detail: (line) => said.push(line),
    data: (value) => data.push(value),
    fail: (line) => failed.push(line),
  };
  const output = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      written.push(text);
      setImmediate(done);
    },
  });
  const streams = { input: Readable.from(input, { objectMode: false }), output };
  const code = await due({ calendar: shippedCalendar, ...options }, terminal, streams);
  const lines = written.join('').split('\n').slice(0, -1);
  const answers = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, said, data, failed, answers, open: output.writable };
}

const MONTH = { amount: 1, unit: 'calendarMonth', roll: 'nextWorkingDay' };
const JANUARY = { anchor: '2021-01-31', ...MONTH, amount: '1' };

describe('one deadline from the options', () => {
  test('is said with every step of the count', async () => {
    const { code, said, failed } = await ask(JANUARY);
    expect({ code, failed }).toEqual({ code: 0, failed: [] });
    expect(said.slice(0, 2)).toEqual([
      '到期日 (due) 2021-03-01',
      '日历 (calendar) cn-notices-2026',
    ]);
    const steps = [
      ['2021-01-31 周日', '起算日'],
      ['2021-02-28 周日', '1 个月之后的最后一日（该月没有 31 日）'],
      ['2021-02-28 周日', '周末'],
      ['2021-03-01 周一', '工作日'],
    ] as const;
    expect(said).toHaveLength(2 + steps.length);
    for (const [index, [day, reason]] of steps.entries()) {
      expect(said[2 + index]).toContain(day);
      expect(said[2 + index]).toContain(reason);
    }
  });

  test('marks an estimate, as a whole and day by day', async () => {
    const options = { anchor: '2026-12-31', amount: '1', unit: 'workingDay', roll: 'none' };
    const { said } = await ask(options);
    expect(said[0]).toBe('到期日 (due) 2027-01-04 预估 (estimated)');
    expect(said.find((line) => line.includes('2027-01-01'))).toMatch(/元旦.*预估/);
    expect(said.find((line) => line.includes('2026-12-31'))).not.toContain('预估');
  });

  test('counts backwards', async () => {
    const options = { ...JANUARY, unit: 'calendarDay', roll: 'none', direction: 'before' };
    expect((await ask(options)).said[0]).toBe('到期日 (due) 2021-01-30');
  });

  test('is one JSON document for programs', async () => {
    const { data } = await ask(JANUARY);
    expect(data).toEqual([
      expect.objectContaining({
        dueOn: '2021-03-01',
        estimated: false,
        calendarVersion: 'cn-notices-2026',
      }),
    ]);
  });

  test.each<[Asked, RegExp]>([
    [{ ...JANUARY, anchor: '2021-02-30' }, /anchorOn: no such day/],
    [{ ...JANUARY, amount: '-1' }, /amount: one or more/],
    [{ ...JANUARY, amount: 'ten' }, /amount: /],
    [{ ...JANUARY, unit: 'week' }, /unit: /],
    [{ anchor: '2021-01-31' }, /amount: .*; unit: .*; roll: /],
    [{ amount: '1', unit: 'workingDay' }, /--anchor/],
    [{ ...JANUARY, anchor: '9999-12-31' }, /lies outside the years/],
  ])('%j is refused in words', async (options, words) => {
    const { code, said, failed } = await ask(options);
    expect(code).toBe(2);
    expect(said).toEqual([]);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatch(words);
  });
});

describe('requests from standard input', () => {
  const request = (change: object = {}) =>
    JSON.stringify({ anchorOn: '2021-01-31', ...MONTH, ...change });

  test('are answered line by line, and the output stays open', async () => {
    const lines = [request(), request({ direction: 'before', amount: 2 }), ''].join('\n');
    const { code, answers, said, open } = await ask({}, [lines]);
    expect(code).toBe(0);
    expect(said).toEqual([]);
    expect(open).toBe(true);
    expect(answers.map(({ dueOn }) => dueOn)).toEqual(['2021-03-01', '2020-11-30']);
    expect(Object.keys(answers[0]!)).toEqual(['dueOn', 'estimated', 'calendarVersion', 'steps']);
    expect(answers[0]!['steps']).toContainEqual({
      on: '2021-02-28',
      what: 'rolled',
      count: null,
      reason: '周末',
      estimated: false,
    });
  });

  test('a bad line is told with its number, and every other is answered', async () => {
    const long = `"${'x'.repeat(300_000)}"`;
    const lines = [
      request(),
      '{"anchorOn":',
      '',
      request({ amount: 0 }),
      request({ limit: 1 }),
      long,
      '[]',
      request({ anchorOn: '9999-12-31' }),
      request(),
    ];
    const { code, answers } = await ask({}, [lines.join('\r\n')]);
    expect(code).toBe(1);
    expect(answers.map(({ line, dueOn }) => line ?? dueOn)).toEqual([
      '2021-03-01',
      ...[2, 4, 5, 6, 7, 8],
      '2021-03-01',
    ]);
    const errors = answers.flatMap(({ error }) => (error === undefined ? [] : [error]));
    expect(errors).toEqual([
      'not JSON',
      expect.stringMatching(/^amount: one or more/),
      expect.stringMatching(/limit/),
      'longer than 65536 characters',
      expect.stringMatching(/expected object/),
      expect.stringMatching(/outside the years/),
    ]);
  });

  test('may be cut anywhere, in the middle of a letter too', async () => {
    const bytes = Buffer.from(`${request()}\n${request({ 备注: '无' })}\n${request()}`);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) =>
      bytes.subarray(index * 7, index * 7 + 7),
    );
    const { code, answers } = await ask({}, pieces);
    expect(code).toBe(1);
    expect(answers.map(({ line, dueOn }) => line ?? dueOn)).toEqual([
      '2021-03-01',
      2,
      '2021-03-01',
    ]);
    expect(answers[1]!['error']).toContain('备注');
  });

  test('are read no faster than the answers are taken', async () => {
    let made = 0;
    const endless = function* () {
      for (;;) {
        made += 1;
        yield `${request()}\n`;
      }
    };
    const taken: string[] = [];
    const output = new Writable({
      decodeStrings: false,
      write(text: string, _encoding, done) {
        taken.push(text);
        // The reader stops here for good; what was read by now is all that may be under way.
        if (taken.length === 100) done(new Error('closed'));
        else setImmediate(done);
      },
    });
    const terminal: Terminal = { say() {}, detail() {}, data() {}, fail() {} };
    const input = Readable.from(endless());
    await expect(due({ calendar: shippedCalendar }, terminal, { input, output })).rejects.toThrow(
      'closed',
    );
    expect(taken).toHaveLength(100);
    expect(made).toBeLessThan(1_000);
  });

  test('no line is no error', async () => {
    expect(await ask({})).toMatchObject({ code: 0, answers: [] });
  });
});
