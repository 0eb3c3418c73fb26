import type { EffectContext, EffectDraft } from '../process.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import type { PlanRow } from './plan-row.js';
import { itemName, type TargetState } from './state.js';

/** What the plan or the group's order says of an item; an order names no owner yet. */
type ItemRow = Omit<PlanRow, 'owner' | 'branchLeader'> &
  Partial<Pick<PlanRow, 'owner' | 'branchLeader'>>;

/**
 * Opens the item's own stream, whose id target and item derive alike.
 *
 * @param approvedOn day of the plan's approval or of the order
 * @param outerLimitOn last day to which the item may ever be extended
 * @param feedbackOn day of the feedback that a plan answers; an order during fieldwork comes before any
 */
export function openItem(
  target: TargetState,
  row: ItemRow,
  dates: { approvedOn: CalendarDate; outerLimitOn: CalendarDate; feedbackOn?: CalendarDate },
  { stream, deriveId }: EffectContext,
): EffectDraft {
  return {
    process: 'rectification',
    id: deriveId(itemName(stream, row.item)),
    command: {
      type: 'OpenItem',
      data: {
        ...row,
        target: stream,
        round: target.round,
        unit: target.unit,
        number: `${target.number}-${row.item}`,
        ...(target.group ? { scope: target.group.scope } : {}),
        ...(target.recused ? { recused: target.recused } : {}),
        ...dates,
        pack: target.pack,
      },
    },
  };
}
