import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Body } from '../references.js';
import type { OrganizationState } from '../state.js';

const SharingRule = z.strictObject({
  from: Body,
  to: Body,
  what: z.enum(['petitions', 'plans', 'findings', 'rectification', 'figures']),
});

const SharingRules = z.object({ rules: z.array(SharingRule).min(1).max(100), setOn: CalendarDate });

/** What the office and other bodies tell each other is a table, which the next one replaces. Source: row 48. */
export const sharingRules = stageOf<OrganizationState>()({
  name: 'sharing-rules',
  commands: {
    SetSharingRules: { by: ['officeDirector'], data: z.strictObject(SharingRules.shape) },
  },
  events: { SharingRulesSet: SharingRules },
  decide: {
    SetSharingRules: (data, { sharing: last }, context) => {
      const table = data.rules.map(lineOf);
      if (data.rules.some(({ from, to }) => from === to))
        return reject('shared-with-itself', 'A rule stands between two different bodies.');
      if (new Set(table).size < table.length)
        return reject('sharing-rule-twice', 'A rule stands in the table twice.');
      if (last && isSame(last.table, table)) return [];
      return (
        dateRefusal(data.setOn, context, {
          on: last?.setOn,
          code: 'before-last-sharing-rules',
          message: 'A table of rules replaces an earlier one.',
        }) ?? [{ type: 'SharingRulesSet', data }]
      );
    },
  },
  evolve: {
    SharingRulesSet: (state, { rules, setOn }) => ({
      ...state,
      sharing: { table: rules.map(lineOf), setOn },
    }),
  },
});

/** Such as `plans: 巡察办 → 审计局`; what is shared comes first, since a body's name may hold any sign. */
function lineOf({ from, to, what }: z.infer<typeof SharingRule>): string {
  return `${what}: ${from} → ${to}`;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && other.every((line) => one.includes(line));
}
