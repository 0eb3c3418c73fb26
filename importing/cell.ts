import { z } from 'zod';
import { CalendarDate } from '../domain/shared/calendar-date.js';

/** Why the text of a cell is not what its column holds. */
interface Fault {
  readonly fault: string;
  readonly message: string;
}

/** Reads the text of a cell that is not empty. */
type Reader<T> = (text: string) => T | Fault;

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'fault' in value;
}

function read<T>(reader: Reader<T>, text: string, context: z.RefinementCtx): T {
  const value = reader(text);
  if (!isFault(value)) return value;
  context.addIssue({ code: 'custom', message: value.message, params: { code: value.fault } });
  return z.NEVER;
}

/** A cell that must be filled in. */
export const filled = <T>(reader: Reader<T>) =>
  z.string().transform((text, context): T => {
    const empty = (): Fault => ({ fault: 'cell-empty', message: 'This cell must be filled in.' });
    return read(text === '' ? empty : reader, text, context);
  });

/** A cell that may stay empty: what it would say has not happened, or is not known. */
export const blank = <T>(reader: Reader<T>) =>
  z
    .string()
    .transform((text, context): T | undefined =>
      text === '' ? undefined : read(reader, text, context),
    );

/** A day as WPS and Excel write it: 2018-03-05 or 2018/3/5. */
export const day: Reader<CalendarDate> = (text) => {
  const [, year = '', month = '', date = ''] =
    /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text)?.filter((_part, at) => at !== 2) ?? [];
  const found = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (CalendarDate.safeParse(found).success) return found;
  return { fault: 'date-unreadable', message: `“${text}” is no day like 2018-03-05 or 2018/3/5.` };
};

export const text =
  (limit: number): Reader<string> =>
  (found) =>
    found.length <= limit
      ? found
      : { fault: 'text-too-long', message: `The text has more than ${limit} characters.` };

/** Numbers that an office gives: letters, digits and hyphens, so that they fit into scopes and links. */
export const code: Reader<string> = (found) =>
  /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(found)
    ? found
    : {
        fault: 'code-unreadable',
        message: `“${found}” is no code: up to 40 letters, digits and hyphens.`,
      };

/** Id of a case as the product shows it, such as the coverage plan of the term. */
export const caseId: Reader<string> = (found) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(found)
    ? found
    : { fault: 'code-unreadable', message: `“${found}” is no id of a case.` };

/** Number of a finding, rule or letter. */
export const paperNumber: Reader<string> = (found) =>
  /^[A-Z0-9][A-Z0-9-]{0,17}$/.test(found)
    ? found
    : {
        fault: 'code-unreadable',
        message: `“${found}” is no number: up to 18 capital letters, digits and hyphens.`,
      };

/** A whole number between two bounds. */
export const whole =
  (from: number, to: number): Reader<number> =>
  (found) => {
    const value = /^\d{1,12}$/.test(found) ? Number(found) : NaN;
    return value >= from && value <= to
      ? value
      : {
          fault: 'number-unreadable',
          message: `“${found}” is no whole number from ${from} to ${to}.`,
        };
  };

/** An amount in yuan with at most two decimals, kept in fen. */
export const yuan: Reader<number> = (found) => {
  const [, whole = '', , decimals = ''] =
    /^(\d{1,11}|\d{1,3}(?:,\d{3}){1,3})(\.(\d{1,2}))?$/.exec(found) ?? [];
  const fen = Number(whole.replaceAll(',', '')) * 100 + Number(decimals.padEnd(2, '0'));
  return whole !== '' && fen > 0
    ? fen
    : { fault: 'amount-unreadable', message: `“${found}” is no amount in yuan like 62500.00.` };
};

/** One word of a closed list, in Chinese or as the product's own term. */
export const choice =
  <const W extends Readonly<Record<string, string>>>(words: W): Reader<W[keyof W]> =>
  (found) => {
    const known = Object.entries(words).find(([zh, term]) => found === zh || found === term);
    return known
      ? (known[1] as W[keyof W])
      : {
          fault: 'word-unknown',
          message: `“${found}” is none of ${Object.keys(words).join('、')}.`,
        };
  };

/** A policy pack by name and version, such as `2015-text@1`. */
export const packRef: Reader<{ pack: string; version: number }> = (found) => {
  const [, pack = '', version = ''] = /^([a-z0-9-]{1,40})@(\d{1,4})$/.exec(found) ?? [];
  return pack !== ''
    ? { pack, version: Number(version) }
    : { fault: 'pack-unreadable', message: `“${found}” is no pack like county-default@1.` };
};
