import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { openItem } from '../open-item.js';
import { FindingId, ItemId } from '../plan-row.js';
import { isInFieldwork, type TargetState } from '../state.js';

const Order = z.object({
  finding: FindingId,
  item: ItemId,
  goal: z.string().min(1).max(500),
  orderedOn: CalendarDate,
  dueOn: CalendarDate,
});

/** 立行立改: what can be put right at once is put right while the group is still there. */
export const immediateRectification = stageOf<TargetState>()({
  name: 'immediate-rectification',
  commands: {
    OrderImmediateRectification: {
      by: ['groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Order.shape),
    },
  },
  events: {
    ImmediateRectificationOrdered: Order,
  },
  decide: {
    OrderImmediateRectification: (data, target, context) => {
      const found = target.findings[data.finding];
      if (!found) return reject('finding-unknown', `No finding ${data.finding}.`);
      if (found.status !== 'confirmed')
        return reject('finding-not-confirmed', 'Only a confirmed finding is put right at once.');
      if (target.items[data.item])
        return reject('item-exists', `Item ${data.item} exists already.`);
      if (data.dueOn < data.orderedOn)
        return reject('due-before-order', 'The due date lies before the order.');
      if (data.dueOn > target.plannedTo)
        return reject('due-after-withdrawal', 'Immediate rectification ends with the fieldwork.');
      return (
        dateRefusal(data.orderedOn, context, {
          on: found.confirmedOn,
          code: 'before-confirmation',
          message: 'The order follows the confirmation of the finding.',
        }) ?? [{ type: 'ImmediateRectificationOrdered', data }]
      );
    },
  },
  evolve: {
    ImmediateRectificationOrdered: (target, { finding, item }) => ({
      ...target,
      items: { ...target.items, [item]: { finding, outcome: 'open' } },
    }),
  },
  effects: {
    ImmediateRectificationOrdered: ({ orderedOn, ...order }, target, context) => [
      openItem(
        target,
        { ...order, measures: [order.goal], leadDepartment: target.name, mode: 'immediate' },
        { approvedOn: orderedOn, outerLimitOn: target.plannedTo },
        context,
      ),
    ],
  },
});
