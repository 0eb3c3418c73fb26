import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { explainDue, type DueExplanation } from '../domain/clock/due-day.js';
import { CalendarDate } from '../domain/shared/calendar-date.js';
import { Limit, type WorkingCalendar } from '../domain/shared/working-days.js';
import { stepLines } from './due-lines.js';
import { LONGEST_LINE, linesOf } from './lines.js';
import type { Terminal } from './terminal.js';

/** Answers are written in pieces of about this many characters, whatever the requests ask for. */
const PIECE_CHARS = 65_536;

/** What the command line gives, as text; without an anchor the requests come from standard input. */
export interface DueOptions {
  readonly calendar: WorkingCalendar;
  readonly anchor?: string;
  readonly amount?: string;
  readonly unit?: string;
  readonly roll?: string;
  readonly direction?: string;
}

/** Where requests come from and answers go when there is no anchor. */
export interface DueStreams {
  readonly input: Readable;
  readonly output: Writable;
}

const Request = z.strictObject({ anchorOn: CalendarDate, ...Limit.shape });
type Request = z.infer<typeof Request>;

/**
 * Counts due dates and shows the count: one from the options, or one per line of NDJSON.
 *
 * @returns 0, 2 for options that ask nothing, 1 when a line was no request
 */
export async function due(
  { calendar, ...options }: DueOptions,
  terminal: Terminal,
  { input, output }: DueStreams,
): Promise<number> {
  if (options.anchor !== undefined) return answerOnce(calendar, options, terminal);
  if (Object.values(options).some((value) => value !== undefined)) {
    terminal.fail('--anchor is missing: from which day shall be counted? 缺少起算日 --anchor。');
    return 2;
  }
  return (await answerLines(calendar, { input, output })) === 0 ? 0 : 1;
}

/** Reads no further until what was answered so far has been taken. @returns how many lines were no request */
async function answerLines(
  calendar: WorkingCalendar,
  { input, output }: DueStreams,
): Promise<number> {
  // A failed write rejects below; without a listener the stream would end the process as well.
  output.on('error', () => undefined);
  let line = 0;
  let bad = 0;
  for await (const lines of linesOf(input)) {
    let piece = '';
    for (const request of lines) {
      line += 1;
      if (request.trim() === '') continue;
      const answer = answerTo(request, calendar);
      if ('error' in answer) bad += 1;
      piece += `${JSON.stringify('error' in answer ? { line, ...answer } : answer)}\n`;
      if (piece.length < PIECE_CHARS) continue;
      await written(output, piece);
      piece = '';
    }
    if (piece !== '') await written(output, piece);
  }
  return bad;
}

function written(output: Writable, piece: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(piece, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

interface Answer extends Pick<DueExplanation, 'dueOn' | 'estimated' | 'steps'> {
  readonly calendarVersion: string;
}

interface Refusal {
  readonly error: string;
}

function answerOnce(
  calendar: WorkingCalendar,
  { anchor: anchorOn, amount, ...rest }: Omit<DueOptions, 'calendar'>,
  terminal: Terminal,
): number {
  const answer = answerFor({ anchorOn, amount: Number(amount), ...rest }, calendar);
  if ('error' in answer) {
    terminal.fail(`无法计算 (cannot be counted): ${answer.error}`);
    return 2;
  }
  terminal.data(answer);
  for (const line of linesFor(answer)) terminal.say(line);
  return 0;
}

function answerTo(line: string, calendar: WorkingCalendar): Answer | Refusal {
  if (line.length > LONGEST_LINE) return { error: `longer than ${LONGEST_LINE} characters` };
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return { error: 'not JSON' };
  }
  return answerFor(request, calendar);
}

function answerFor(value: unknown, calendar: WorkingCalendar): Answer | Refusal {
  const request = Request.safeParse(value);
  if (!request.success) return { error: faultsOf(request.error) };
  try {
    return answerOf(request.data, calendar);
  } catch (error) {
    if (error instanceof RangeError) return { error: error.message };
    throw error;
  }
}

function answerOf({ anchorOn, ...limit }: Request, calendar: WorkingCalendar): Answer {
  const { dueOn, estimated, steps } = explainDue(anchorOn, limit, calendar);
  return { dueOn, estimated, calendarVersion: calendar.version, steps };
}

function faultsOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
    .join('; ');
}

/** The count as a person reads it: the day first, then every step to it. */
function linesFor({ dueOn, estimated, calendarVersion, steps }: Answer): readonly string[] {
  return [
    `到期日 (due) ${dueOn}${estimated ? ' 预估 (estimated)' : ''}`,
    `日历 (calendar) ${calendarVersion}`,
    ...stepLines(steps).map((line) => `  ${line}`),
  ];
}
