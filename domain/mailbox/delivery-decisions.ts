import type { z } from 'zod';
import { reject, type DecisionContext, type Rejection } from '../process.js';
import type { DELIVERY_COMMANDS } from './delivery-commands.js';
import type { DELIVERY_EVENTS } from './delivery-events.js';
import { isTooSoon, toldRed } from './due-delivery.js';
import { isQuiet } from './quiet-hours.js';
import { nextAttemptAt } from './retry.js';
import { IN_APP, messageOf, type Delivery, type MailboxState } from './state.js';

type Commands = typeof DELIVERY_COMMANDS;
type Events = typeof DELIVERY_EVENTS;
type Data<C extends keyof Commands> = z.output<Commands[C]['data']>;
type Decided = {
  [E in keyof Events]: { readonly type: E; readonly data: z.input<Events[E]> };
}[keyof Events];
type Decision = readonly Decided[] | Rejection;

/** Takes up what is new; a repetition, or what a delivery has taken up already, changes nothing. */
export function startDelivery(
  data: Data<'StartDelivery'>,
  state: MailboxState,
  { now, today }: DecisionContext,
): Decision {
  const { kind, throughPosition } = data;
  const told = kind === 'digest' ? state.throughPosition : toldRed(state);
  if (throughPosition <= told) return [];
  if (isQuiet(now, state.quiet)) return reject('quiet-hours', 'Nothing is sent in quiet hours.');
  if (kind === 'digest' && state.digestOn === today)
    return reject('digest-sent-today', 'A mailbox gets one digest a day.');
  if (kind === 'urgent' && state.digestOn !== today)
    return reject('digest-comes-first', 'The day begins with its digest.');
  if (kind === 'urgent' && isTooSoon(state, now))
    return reject('urgent-too-soon', 'Urgent messages are ten minutes apart.');
  const delivery = state.started + 1;
  const channels = state.channels.length > 0 ? [...state.channels] : [IN_APP];
  const start = { type: 'DeliveryStarted', data: { delivery, channels, ...data } } as const;
  if (state.channels.length > 0) return [start];
  // The list inside the product shows it already.
  return [start, arrived({ delivery, channel: IN_APP, attempt: 1 }, data.notices)];
}

/** What a channel says of one attempt; only the attempt that is being made is listened to. */
export function noteDelivery(
  data: Data<'NoteDelivery'>,
  state: MailboxState,
  { now }: DecisionContext,
): Decision {
  const { delivery, channel, attempt, outcome, reason, detail } = data;
  const found = state.deliveries[String(delivery)];
  const message = messageOf(state, data);
  if (!found || message?.status !== 'sending' || message.attempt !== attempt) return [];
  if (outcome === 'delivered') return [arrived({ delivery, channel, attempt }, found.notices)];
  const { startedAt } = found;
  const retryAt = nextAttemptAt({ ...data, startedAt, failedAt: now }, state.quiet);
  const failure = { delivery, channel, attempt, reason, detail, retryAt };
  const failed = { type: 'MessageFailed', data: failure } as const;
  if (retryAt !== null || !isLastHope(found, channel)) return [failed];
  const { notices } = found;
  return [
    failed,
    { type: 'DeliveryFailed', data: { delivery, notices: [...notices], why: reason } },
  ];
}

/** The clock's own command, at the moment a failure has set. */
export function retryDelivery(
  data: Data<'RetryDelivery'>,
  state: MailboxState,
  { now }: DecisionContext,
): Decision {
  const message = messageOf(state, data);
  if (message?.status !== 'waiting' || data.attempt !== message.attempt + 1) return [];
  if (message.retryAt !== null && message.retryAt > now)
    return reject('retry-not-due', 'The next attempt is not due yet.');
  return [{ type: 'MessageRetried', data }];
}

function arrived(
  attempt: z.input<Events['MessageRetried']>,
  notices: Delivery['notices'],
): Extract<Decided, { type: 'MessageDelivered' }> {
  return {
    type: 'MessageDelivered',
    data: { ...attempt, notices: notices.map(({ key }) => key) },
  };
}

/** True when every other channel has given up before. */
function isLastHope({ messages }: Delivery, channel: string): boolean {
  return Object.entries(messages).every(
    ([name, { status }]) => name === channel || status === 'failed',
  );
}
