import { stageOf, type NotifyDraft } from '../../process.js';
import { climbing } from '../climbing.js';
import { DELIVERY_COMMANDS } from '../delivery-commands.js';
import { noteDelivery, retryDelivery, startDelivery } from '../delivery-decisions.js';
import { DELIVERY_EVENTS } from '../delivery-events.js';
import { delivered, failed, gaveUp, retried, started } from '../delivery-state.js';
import { IN_APP, type MailboxState } from '../state.js';

/** A delivery goes out on every channel at once; attempts that fail are repeated by the clock, for a day. */
export const delivering = stageOf<MailboxState>()({
  name: 'delivering',
  commands: DELIVERY_COMMANDS,
  events: DELIVERY_EVENTS,
  decide: {
    StartDelivery: startDelivery,
    NoteDelivery: noteDelivery,
    RetryDelivery: retryDelivery,
  },
  evolve: {
    DeliveryStarted: started,
    MessageDelivered: delivered,
    MessageFailed: failed,
    MessageRetried: retried,
    DeliveryFailed: gaveUp,
  },
  deadlines: ({ deliveries }) =>
    Object.values(deliveries).flatMap(({ delivery, messages }) =>
      Object.entries(messages).flatMap(([channel, { attempt, retryAt }]) => {
        if (retryAt === null) return [];
        const data = { delivery, channel, attempt: attempt + 1 };
        const rung = `${channel}-${data.attempt}`;
        const command = { type: 'RetryDelivery', data };
        return [{ deadline: `delivery-${delivery}`, rung, at: retryAt, command }];
      }),
    ),
  effects: {
    DeliveryStarted: ({ delivery, channels }) =>
      channels
        .filter((channel) => channel !== IN_APP)
        .map((channel): NotifyDraft => ({ notify: { delivery, channel, attempt: 1 } })),
    MessageRetried: ({ delivery, channel, attempt }) => [
      { notify: { delivery, channel, attempt } },
    ],
    DeliveryFailed: ({ notices, why }) => climbing(notices, why),
  },
});
