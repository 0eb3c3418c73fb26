import { z } from 'zod';
import { extend, meet, start } from '../../clock/actions.js';
import { owedDeadline } from '../../clock/state.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { holds } from '../../shared/roles.js';
import { dueOn, nth, sinceAttempt, type RectificationState } from '../state.js';

/** Only before the due day ends, by the system's own day: a back-dated request does not reopen it. */
const canRequest = guard<RectificationState>((item, { today }) => {
  if (item.status !== 'inProgress')
    return reject('item-not-in-progress', 'Only an item being worked on is extended.');
  if (item.pendingExtension)
    return reject('extension-pending', 'A request is waiting for its answer.');
  const due = dueOn(item);
  return (
    (due !== undefined && today <= due) ||
    reject('due-day-passed', 'An extension is requested before the due day ends.')
  );
});

const isRequested = guard<RectificationState>(
  ({ pendingExtension }) =>
    pendingExtension !== null || reject('no-extension-requested', 'Nobody asked for an extension.'),
);

/** The first extension is the office director's to grant, every later one the executive deputy head's. */
const canGrant = guard<RectificationState>((item, context) => {
  const requested = isRequested(item, context);
  if (requested !== true) return requested;
  if (item.pendingExtension?.requestedBy === context.actor.id)
    return reject('granted-by-requester', 'Nobody grants their own request.');
  return (
    (item.extensionsGranted === 0 && !owedDeadline(item, item.deadline)?.extensions) ||
    holds(context.actor, ['executiveDeputyHead'], [`unit:${item.unit}`]) ||
    reject('needs-higher-grant', 'A second extension is granted by the executive deputy head.')
  );
});

const Request = z.object({
  requestedOn: CalendarDate,
  untilOn: CalendarDate,
  reason: z.string().min(1).max(500),
});

const RULE = 'extension-decision';

/** More time is asked for, then granted or refused; the ladder keeps running meanwhile, the original date stays. */
export const extension = stageOf<RectificationState>()({
  name: 'extension',
  commands: {
    RequestExtension: {
      by: ['targetOwner', 'targetLiaison'],
      guard: canRequest,
      data: z.strictObject(Request.shape),
    },
    GrantExtension: {
      by: ['officeDirector', 'executiveDeputyHead'],
      guard: canGrant,
      data: z.strictObject({ grantedOn: CalendarDate }),
    },
    RefuseExtension: {
      by: ['officeDirector', 'executiveDeputyHead'],
      guard: isRequested,
      data: z.strictObject({ reason: z.string().min(1).max(500) }),
    },
  },
  events: {
    ExtensionRequested: Request,
    ExtensionGranted: z.object({
      grantedOn: CalendarDate,
      untilOn: CalendarDate,
      reason: z.string(),
    }),
    ExtensionRefused: z.object({ refusedOn: CalendarDate, reason: z.string() }),
  },
  decide: {
    RequestExtension: (data, item, context) => {
      if (data.untilOn <= (dueOn(item) ?? ''))
        return reject('extension-not-later', 'The new date is not later than the due date.');
      if (data.untilOn > item.outerLimitOn)
        return reject('beyond-outer-limit', `No item runs beyond ${item.outerLimitOn}.`);
      return (
        dateRefusal(data.requestedOn, context, sinceAttempt(item)) ?? [
          { type: 'ExtensionRequested', data },
        ]
      );
    },
    GrantExtension: ({ grantedOn }, item, context) => {
      const { pendingExtension } = item;
      if (!pendingExtension) return [];
      const { requestedOn, untilOn, reason } = pendingExtension;
      return (
        dateRefusal(grantedOn, context, {
          on: requestedOn,
          code: 'granted-before-request',
          message: 'A grant answers a request.',
        }) ?? [{ type: 'ExtensionGranted', data: { grantedOn, untilOn, reason } }]
      );
    },
    RefuseExtension: ({ reason }, _item, { today }) => [
      { type: 'ExtensionRefused', data: { refusedOn: today, reason } },
    ],
  },
  evolve: {
    ExtensionRequested: (item, data, { actor }) => ({
      ...item,
      extensionsRequested: item.extensionsRequested + 1,
      pendingExtension: { ...data, requestedBy: actor.id },
    }),
    ExtensionGranted: (item) => ({
      ...item,
      extensionsGranted: item.extensionsGranted + 1,
      pendingExtension: null,
    }),
    ExtensionRefused: (item) => ({ ...item, pendingExtension: null }),
  },
  clock: {
    ExtensionRequested: ({ requestedOn }, { pack, extensionsRequested }) =>
      pack ? [start(RULE, pack, requestedOn, { deadline: nth(RULE, extensionsRequested) })] : [],
    ExtensionGranted: ({ grantedOn, untilOn, reason }, { deadline, extensionsRequested }) => [
      meet(nth(RULE, extensionsRequested), grantedOn),
      extend(deadline, untilOn, reason),
    ],
    ExtensionRefused: ({ refusedOn }, { extensionsRequested }) => [
      meet(nth(RULE, extensionsRequested), refusedOn),
    ],
  },
});
