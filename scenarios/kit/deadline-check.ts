import { shippedBook } from '../../domain/policy/packs.js';
import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import { ruleOf } from '../../domain/shared/policy.js';
import { dueOf, shippedCalendar, signedAmount } from '../../domain/shared/working-days.js';
import type { CheckResult, PlayOptions, Row } from '../scenario.js';

/** A limit of the round as the source's calendar has it: anchor and due date are to be computed again. */
export interface DeadlineFact {
  readonly rule: string;
  readonly pack: 'county-default' | '2015-text';
  readonly anchorOn: CalendarDate;
  /** Below zero where the limit counts backwards. */
  readonly amount: number;
  readonly unit: 'calendarDay' | 'calendarMonth' | 'workingDay';
  readonly rawDueOn?: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly why?: string;
}

/**
 * A limit computed on the source's own calendar must fall on the day the scenario states; played, the same
 * rule must have set the day that the calendar gives for the played anchor.
 */
export function deadlineCheck(
  deadlines: readonly Row[],
  { dateOf, pack: playedPack }: PlayOptions,
  fact: DeadlineFact,
  ordinal: number,
): CheckResult {
  const { rule, pack, anchorOn, amount, unit } = fact;
  const { limit } = ruleOf(shippedBook.packs({ pack, version: 1 }), rule);
  const due = limit ? dueOf(anchorOn, limit, shippedCalendar) : { rawDueOn: '', dueOn: '' };
  const isSource =
    due.dueOn === fact.dueOn &&
    due.rawDueOn === (fact.rawDueOn ?? fact.dueOn) &&
    limit !== null &&
    signedAmount(limit) === amount &&
    limit.unit === unit;
  const ofRule = deadlines.filter((row) => row['rule'] === rule);
  const played = ofRule.filter((row) => row['anchorOn'] === dateOf(anchorOn));
  const { limit: playedLimit } = ruleOf(playedPack, rule);
  const expected = playedLimit ? dueOf(dateOf(anchorOn), playedLimit, shippedCalendar).dueOn : '';
  const isPlayed = played.every((row) => row['originalDueOn'] === expected);
  // Another pack is only compared with: nothing was played by it.
  const usesPack = pack === 'county-default';
  const raw = due.rawDueOn === due.dueOn ? '' : ` 原到期 ${due.rawDueOn} ${fact.why ?? ''}`;
  const shown = usesPack ? `; 演练 ${dateOf(anchorOn)} → ${expected}` : '; 仅对照';
  return {
    id: `L${ordinal}`,
    passed: isSource && (!usesPack || (played.length > 0 && isPlayed)),
    print: `${rule} (${pack}) 起算 ${anchorOn}${raw} 到期 ${due.dueOn}${shown}`,
    detail: JSON.stringify({ expected: fact, due, limit, played: played.slice(0, 2) }),
  };
}
