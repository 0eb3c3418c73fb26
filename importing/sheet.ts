import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { decode } from './encoding.js';
import type { FileFormat } from './format.js';
import type { Problem } from './problem.js';

/** Rows of one file; a term of a county has some thousand findings. */
export const MAX_ROWS = 20_000;
/** A file with this much in so few rows is no table of ours. */
const MAX_BYTES = 32 * 1024 * 1024;

/** The cells of one row by column key, as text. */
export interface SheetRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  readonly bytes: Uint8Array;
}

const NOTHING: Sheet = { rows: [], problems: [], notes: [], bytes: new Uint8Array() };

/** Reads one file of the folder as text cells; what is wrong with it is said, and never thrown. */
export async function readSheet(path: string, format: FileFormat): Promise<Sheet> {
  const wrong = (code: string, message: string, line: number | null = null): Sheet => ({
    ...NOTHING,
    problems: [{ file: format.file, line, column: null, code, message }],
  });
  const size = await sizeOf(path);
  if (size === null)
    return format.needed ? wrong('file-missing', 'The folder has no such file.') : NOTHING;
  if (size.lines > MAX_ROWS + 1 || size.bytes > MAX_BYTES)
    return wrong(
      'too-many-rows',
      `The file has more than ${MAX_ROWS} rows; split the rounds over several folders.`,
    );
  const bytes = await readFile(path);
  const decoded = decode(bytes);
  if ('unknown' in decoded)
    return wrong(
      'encoding-unknown',
      'The file is neither UTF-8 nor GB18030 (GBK); save it as “CSV UTF-8”.',
    );
  const notes = decoded.note === null ? [] : [`${format.file}: ${decoded.note}`];
  return { ...sheetOf(decoded.text, format), notes, bytes };
}

/** Counts without keeping anything, so that a huge file costs no memory. @returns null when there is none */
async function sizeOf(path: string): Promise<{ lines: number; bytes: number } | null> {
  let lines = 1;
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
      if (lines > MAX_ROWS + 2 || bytes > MAX_BYTES) break;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  // The end of the last line begins no further one; a heading is no row.
  return { lines: lines - 1, bytes };
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** @returns rows and problems of a decoded file */
export function sheetOf(text: string, format: FileFormat): Pick<Sheet, 'rows' | 'problems'> {
  const { file } = format;
  let records: readonly Parsed[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = 'The quotation marks of this line, or of one before it, do not match.';
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return { rows: [], problems: [{ file, line, column: null, code: 'line-broken', message }] };
  }
  const [heading, ...rest] = records;
  if (!heading) {
    const message = 'The file is empty; its first line names the columns.';
    return {
      rows: [],
      problems: [{ file, line: 1, column: null, code: 'heading-missing', message }],
    };
  }
  const { keys, problems } = keysOf(heading.record, format);
  if (problems.length > 0) return { rows: [], problems };
  return rowsOf(rest, keys, file);
}

/** Which column each place of the heading means, by its Chinese or English name, in any order. */
function keysOf(
  heading: readonly string[],
  { file, columns }: FileFormat,
): { keys: readonly string[]; problems: readonly Problem[] } {
  const problem = (column: string, code: string, message: string): Problem => ({
    ...{ file, line: 1, column, code, message },
  });
  const named = heading.map((name) =>
    Object.keys(columns).find((key) => key === name || columns[key]?.heading === name),
  );
  const keys = named.filter((key) => key !== undefined);
  return {
    keys,
    problems: [
      ...heading
        .filter((_name, index) => named[index] === undefined)
        .map((name) => problem(name, 'column-unknown', 'This file has no such column.')),
      ...keys
        .filter((key, index) => keys.indexOf(key) !== index)
        .map((key) =>
          problem(columns[key]?.heading ?? key, 'column-twice', 'The column is named twice.'),
        ),
      ...Object.entries(columns)
        .filter(([key, { cell }]) => !keys.includes(key) && !cell.safeParse('').success)
        .map(([, { heading: name }]) =>
          problem(name, 'column-missing', 'The file lacks this column.'),
        ),
    ],
  };
}

function rowsOf(
  records: readonly Parsed[],
  keys: readonly string[],
  file: string,
): Pick<Sheet, 'rows' | 'problems'> {
  const isRow = ({ record }: Parsed) => record.some((cell) => cell !== '');
  const isWhole = ({ record }: Parsed) => record.length === keys.length;
  return {
    rows: records
      .filter((entry) => isRow(entry) && isWhole(entry))
      .map(({ record, info }) => ({
        line: info.lines,
        cells: Object.fromEntries(keys.map((key, index) => [key, record[index] ?? ''])),
      })),
    problems: records
      .filter((entry) => isRow(entry) && !isWhole(entry))
      .map(({ record, info }) => ({
        file,
        line: info.lines,
        column: null,
        code: 'line-broken',
        message: `The line has ${record.length} cells, its heading ${keys.length}.`,
      })),
  };
}
