import type { DeadlineRule } from '../shared/policy.js';
import type { Role } from '../shared/roles.js';
import type { LimitUnit } from '../shared/working-days.js';

const UNITS = { wd: 'workingDay', cm: 'calendarMonth', d: 'calendarDay' } as const satisfies Record<
  string,
  LimitUnit
>;

/** Such as `15 wd`: fifteen working days after the anchor; a minus counts backwards from it. */
type LimitText = `${number} ${keyof typeof UNITS}`;
type Row = readonly [
  rule: string,
  title: string,
  anchors: string,
  limit: LimitText | null,
  tag: DeadlineRule['tag'],
  basis: string,
];

/** Rules of one owner and ladder. Ends on a rest day roll forward, except limits counted backwards. */
export function owed(owner: Role, ladder: string, rows: readonly Row[]): readonly DeadlineRule[] {
  return rows.map(([rule, title, anchors, limit, tag, basis]) => {
    const row = { rule, title, anchors: anchors.split(' '), ladder, owner, basis, tag };
    return { ...row, limit: limit === null ? null : limitOf(limit) };
  });
}

function limitOf(text: LimitText): DeadlineRule['limit'] {
  const [amount, unit] = text.split(' ') as [string, keyof typeof UNITS];
  const counted = { amount: Math.abs(Number(amount)), unit: UNITS[unit] };
  return amount.startsWith('-')
    ? { ...counted, roll: 'none', direction: 'before' }
    : { ...counted, roll: 'nextWorkingDay' };
}
