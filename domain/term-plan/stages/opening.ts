import { z } from 'zod';
import { start } from '../../clock/actions.js';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { PackRef, packOrNone } from '../../shared/policy.js';
import type { TermState } from '../state.js';

const Opening = z.object({
  number: z.string().min(1).max(40),
  name: z.string().min(1).max(100),
  ordinal: z.int().min(1).max(99),
  fromOn: CalendarDate,
  toOn: CalendarDate,
  /** The kinds of unit this organization distinguishes; data, since each county names its own. */
  categories: z.array(z.string().min(1).max(40)).min(1).max(40),
  pack: PackRef,
});

/** The office opens the plan of a term; full coverage is owed by the term's last day. */
export const opening = stageOf<TermState>()({
  name: 'opening',
  commands: {
    OpenTerm: { by: ['officeDirector'], opens: true, data: z.strictObject(Opening.shape) },
  },
  events: { TermOpened: Opening },
  decide: {
    OpenTerm: (data, _term, { packs }) => {
      if (data.toOn < data.fromOn)
        return reject('period-reversed', 'The term ends before it begins.');
      if (new Set(data.categories).size < data.categories.length)
        return reject('category-duplicate', 'A target category is named twice.');
      if (!packOrNone(packs, data.pack))
        return reject('pack-unknown', 'No such version of the policy pack was ever published.');
      return [{ type: 'TermOpened', data }];
    },
  },
  evolve: {
    TermOpened: (term, { number, fromOn, toOn, categories, pack }) => ({
      ...term,
      status: 'open',
      number,
      fromOn,
      toOn,
      categories,
      pack,
    }),
  },
  clock: {
    TermOpened: ({ pack, fromOn, toOn }) => [start('coverage', pack, fromOn, { dueOn: toOn })],
  },
});
