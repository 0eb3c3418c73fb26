import { z } from 'zod';
import { meet, waiveOwed } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { isCovered, settledOn, unsettledUnits } from '../coverage.js';
import { unitOf, type TermState } from '../state.js';

const everyUnitSettled = guard<TermState>((term) => {
  if (Object.keys(term.units).length === 0)
    return reject('catalog-empty', 'A term without a catalog is not closed.');
  const open = unsettledUnits(term).length;
  return open === 0 || reject('units-uncovered', `${open} units are neither covered nor exempted.`);
});

const Exemption = z.object({
  unit: z.string().min(1).max(40),
  exemptedOn: CalendarDate,
  reason: z.string().min(1).max(500),
});
const Closing = z.object({ closedOn: CalendarDate });

/** A term ends when every unit was covered, or the leading group's head said why it was not. Source: row 32. */
export const closing = stageOf<TermState>()({
  name: 'closing',
  commands: {
    ExemptUnit: { by: ['leadingGroupHead'], data: z.strictObject(Exemption.shape) },
    CloseTerm: {
      by: ['officeDirector'],
      guard: everyUnitSettled,
      data: z.strictObject(Closing.shape),
    },
  },
  events: { UnitExempted: Exemption, TermClosed: Closing },
  decide: {
    ExemptUnit: (data, term, context) => {
      const found = unitOf(term, data.unit);
      if (!found) return reject('unit-unknown', `The catalog has no unit ${data.unit}.`);
      if (isCovered(term, data.unit))
        return reject('unit-covered', 'A covered unit needs no exemption.');
      if (found.exemptedOn !== null) return [];
      return dateRefusal(data.exemptedOn, context) ?? [{ type: 'UnitExempted', data }];
    },
    CloseTerm: (data, term, context) =>
      dateRefusal(data.closedOn, context, {
        on: settledOn(term),
        code: 'closed-before-coverage',
        message: 'A term is closed after its last unit was covered or exempted.',
      }) ?? [{ type: 'TermClosed', data }],
  },
  evolve: {
    UnitExempted: (term, { unit, exemptedOn }) => {
      const found = unitOf(term, unit);
      return found ? { ...term, units: { ...term.units, [unit]: { ...found, exemptedOn } } } : term;
    },
    TermClosed: (term) => ({ ...term, status: 'closed' }),
  },
  clock: {
    // Coverage was reached with the last unit, however late the office closes the books.
    TermClosed: (_data, term) => [
      meet('coverage', settledOn(term)),
      ...waiveOwed(term, 'term-closed').filter(
        (action) => !('deadline' in action) || action.deadline !== 'coverage',
      ),
    ],
  },
});
