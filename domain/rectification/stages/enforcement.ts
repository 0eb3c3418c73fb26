import { z } from 'zod';
import { isLateOn, owedDeadline } from '../../clock/state.js';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import {
  isWorkedOn,
  sinceAttempt,
  type RectificationState,
  type SupervisionOrder,
} from '../state.js';

const PostTitle = z.string().min(1).max(100);

/** `dueOn` is the day by which the order is answered; until then no other order goes out. */
const Order = z.object({
  order: PaperNumber,
  level: z.int().min(1).max(3),
  issuedOn: CalendarDate,
  dueOn: CalendarDate,
  document: Digest,
});

/** Both sides by their posts; what was said stands in the minutes alone. */
const Talk = z.object({
  heldOn: CalendarDate,
  with: PostTitle,
  heldBy: PostTitle,
  minutes: Digest,
});

/**
 * An item past its due day is ordered in writing (督办单), and then talked about (约谈). The ladder proposes both;
 * neither moves the due day, since only work does. Source: `domain.md` B.0, ladder S, and B.4, missed.
 */
export const enforcement = stageOf<RectificationState>()({
  name: 'enforcement',
  commands: {
    IssueSupervisionOrder: {
      by: ['dailySupervisor', 'officeDirector'],
      guard: isWorkedOn,
      data: z.strictObject(Order.shape),
    },
    HoldWarningTalk: {
      by: ['executiveDeputyHead', 'officeDirector', 'leadingGroupMember'],
      guard: isWorkedOn,
      data: z.strictObject(Talk.shape),
    },
  },
  events: { SupervisionOrderIssued: Order, WarningTalkHeld: Talk },
  decide: {
    IssueSupervisionOrder: (data, item, context) => {
      if (item.orders?.some(({ order }) => order === data.order))
        return reject('order-exists', `Supervision order ${data.order} was issued already.`);
      if (data.dueOn < data.issuedOn)
        return reject('due-before-order', 'The answer is due before the order.');
      const former = lastOrder(item);
      if (former && data.issuedOn <= former.dueOn)
        return reject('order-running', `Order ${former.order} runs until ${former.dueOn}.`);
      return (
        dateRefusal(data.issuedOn, context, sinceAttempt(item)) ??
        (isOverdueOn(item, data.issuedOn)
          ? [{ type: 'SupervisionOrderIssued', data }]
          : reject('item-not-overdue', 'Only an item past its due day is ordered.'))
      );
    },
    HoldWarningTalk: (data, item, context) => {
      const order = lastOrder(item);
      if (!order) return reject('order-missing', 'A warning talk follows a supervision order.');
      if (item.talks?.includes(data.minutes))
        return reject('talk-recorded', 'These minutes are in the item already.');
      return (
        dateRefusal(data.heldOn, context, {
          on: order.issuedOn,
          code: 'talk-before-order',
          message: 'A warning talk follows a supervision order.',
        }) ?? [{ type: 'WarningTalkHeld', data }]
      );
    },
  },
  evolve: {
    SupervisionOrderIssued: (item, { order, issuedOn, dueOn }) => ({
      ...item,
      orders: [...(item.orders ?? []), { order, issuedOn, dueOn, attempt: item.attempt }],
    }),
    WarningTalkHeld: (item, { minutes }) => ({
      ...item,
      talks: [...(item.talks ?? []), minutes],
    }),
  },
});

/** The last order of the present attempt; what was ordered before a return or reopening is done with. */
function lastOrder({ orders, attempt }: RectificationState): SupervisionOrder | undefined {
  const last = orders?.at(-1);
  return last?.attempt === attempt ? last : undefined;
}

function isOverdueOn(item: RectificationState, on: CalendarDate): boolean {
  const deadline = owedDeadline(item, item.deadline);
  return deadline !== undefined && isLateOn(deadline, deadline.dueOn, on);
}
