import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import type { TargetState } from '../state.js';

const comesUnannounced = guard<TargetState>(({ type, status, group }) => {
  if (type !== 'flexible')
    return reject('not-flexible', 'Only a flexible inspection gives its notice on arrival.');
  if (status !== 'listed')
    return reject('already-notified', 'The target has been notified already.');
  return (
    group !== undefined || reject('group-missing', 'No group has been assigned to the target.')
  );
});

const Notice = z.object({ arrivedOn: CalendarDate, document: Digest });

/** A flexible inspection (机动式巡察) may come unannounced: its group hands over the notice at the door. */
export const flexibleArrival = stageOf<TargetState>()({
  name: 'flexible-arrival',
  commands: {
    GiveArrivalNotice: {
      by: ['groupHead'],
      guard: comesUnannounced,
      data: z.strictObject(Notice.shape),
    },
  },
  events: { ArrivalNoticeGiven: Notice },
  decide: {
    GiveArrivalNotice: (data, { plannedFrom }, context) =>
      dateRefusal(data.arrivedOn, context, {
        on: plannedFrom,
        code: 'arrived-before-period',
        message: 'The group arrives within the planned period.',
      }) ?? [{ type: 'ArrivalNoticeGiven', data }],
  },
  evolve: {
    ArrivalNoticeGiven: (target, { arrivedOn }) => ({
      ...target,
      status: 'notified',
      notifiedOn: arrivedOn,
    }),
  },
});
