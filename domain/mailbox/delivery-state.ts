import type { EventMeta } from '../process.js';
import { shanghaiDate } from '../shared/instant.js';
import type { Attempt } from './delivery-events.js';
import type { Delivery, DeliveryKind, MailboxNotice, MailboxState, Message } from './state.js';

interface Started {
  readonly delivery: number;
  readonly kind: DeliveryKind;
  readonly channels: readonly string[];
  readonly throughPosition: number;
  readonly notices: readonly MailboxNotice[];
  readonly more: number;
}

/** The cursors move with the start: what is on its way is not started again. */
export function started(
  state: MailboxState,
  { channels, ...data }: Started,
  { now }: EventMeta,
): MailboxState {
  const { delivery, kind, throughPosition } = data;
  const first: Message = { attempt: 1, status: 'sending', retryAt: null, reason: null };
  const messages = Object.fromEntries(channels.map((channel) => [channel, first]));
  const underWay: Delivery = {
    ...data,
    startedAt: now,
    afterPosition: state.throughPosition,
    messages,
  };
  const cursors =
    kind === 'digest'
      ? { throughPosition, digestOn: shanghaiDate(now) }
      : { urgentThrough: throughPosition, urgentAt: now };
  return {
    ...state,
    ...cursors,
    started: delivery,
    deliveries: { ...state.deliveries, [delivery]: underWay },
  };
}

export function delivered(state: MailboxState, { delivery, channel }: Attempt): MailboxState {
  const found = state.deliveries[String(delivery)];
  const arrived = found?.kind === 'digest' ? found.throughPosition : 0;
  const deliveredThrough = Math.max(state.deliveredThrough, arrived);
  return withMessage({ ...state, deliveredThrough }, delivery, channel, (message) => ({
    ...message,
    status: 'delivered',
    retryAt: null,
  }));
}

export function failed(
  state: MailboxState,
  { delivery, channel, reason, retryAt }: Attempt & Pick<Message, 'retryAt'> & { reason: string },
): MailboxState {
  return withMessage(state, delivery, channel, (message) => ({
    ...message,
    status: retryAt === null ? 'failed' : 'waiting',
    retryAt,
    reason,
  }));
}

export function retried(
  state: MailboxState,
  { delivery, channel, attempt }: Attempt,
): MailboxState {
  return withMessage(state, delivery, channel, (message) => ({
    ...message,
    attempt,
    status: 'sending',
    retryAt: null,
  }));
}

/**
 * A digest that reached nobody goes back to where it began, so that the next working day's takes its notices up
 * again, should the way be mended by then. What was urgent is in that digest too.
 */
export function gaveUp(state: MailboxState, { delivery }: Pick<Attempt, 'delivery'>): MailboxState {
  const { [String(delivery)]: found, ...deliveries } = state.deliveries;
  const throughPosition =
    found?.kind === 'digest'
      ? Math.min(state.throughPosition, found.afterPosition)
      : state.throughPosition;
  return { ...state, throughPosition, deliveries };
}

/** True when no channel is busy with it any more. */
export function isSettled({ messages }: Pick<Delivery, 'messages'>): boolean {
  return Object.values(messages).every(
    ({ status }) => status === 'delivered' || status === 'failed',
  );
}

/** True when it arrived nowhere and never will. */
export function hasFailed({ messages }: Pick<Delivery, 'messages'>): boolean {
  return Object.values(messages).every(({ status }) => status === 'failed');
}

/** A delivery that is settled and arrived somewhere is forgotten; one that failed stays until it is said. */
function withMessage(
  state: MailboxState,
  delivery: number,
  channel: string,
  to: (message: Message) => Message,
): MailboxState {
  const name = String(delivery);
  const { [name]: found, ...others } = state.deliveries;
  const message = found?.messages[channel];
  if (!found || !message) return state;
  const changed = { ...found, messages: { ...found.messages, [channel]: to(message) } };
  const done = isSettled(changed) && !hasFailed(changed);
  return { ...state, deliveries: done ? others : { ...state.deliveries, [name]: changed } };
}
