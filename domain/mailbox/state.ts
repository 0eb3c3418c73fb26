import { z } from 'zod';
import { NO_DEADLINES, type WithClock } from '../clock/state.js';
import { CalendarDate } from '../shared/calendar-date.js';
import { StreamId } from '../shared/ids.js';
import type { Instant } from '../shared/instant.js';
import { Role } from '../shared/roles.js';
import type { QuietHours } from './quiet-hours.js';

/** Ways out of the product to a person; the address itself never enters the log. */
export const ChannelKind = z.enum(['mail', 'webhook', 'dingtalk']);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** Where a holder without any way out is told: the list of reminders inside the product. */
export const IN_APP = 'inApp';

/** The morning's page, or what turned red after it. */
export const DeliveryKind = z.enum(['digest', 'urgent']);
export type DeliveryKind = z.infer<typeof DeliveryKind>;

/** More would not be read, and one command would not carry them. */
export const NOTICES_AT_ONCE = 100;

/** One rung that tells one post, as a row of the view `reminder-inbox`; `key` is the row's own. */
export const MailboxNotice = z.object({
  key: z.string().min(1).max(400),
  stream: StreamId,
  deadline: z.string().max(80),
  rung: z.string().max(80),
  dueOn: CalendarDate,
  role: Role,
  scope: z.string(),
  position: z.int().min(1),
});
export type MailboxNotice = z.infer<typeof MailboxNotice>;

/** What became of a delivery on one channel. */
export interface Message {
  /** From 1. */
  readonly attempt: number;
  readonly status: 'sending' | 'waiting' | 'delivered' | 'failed';
  /** Moment of the next attempt while it waits. */
  readonly retryAt: Instant | null;
  /** Why the last attempt failed; a code of the channel. */
  readonly reason: string | null;
}

/** A delivery that at least one channel is still busy with. */
export interface Delivery {
  readonly delivery: number;
  readonly kind: DeliveryKind;
  readonly startedAt: Instant;
  /** The cursor before it, to which a failure goes back. */
  readonly afterPosition: number;
  readonly throughPosition: number;
  readonly notices: readonly MailboxNotice[];
  /** How many more there were than `notices` holds. */
  readonly more: number;
  readonly messages: Readonly<Record<string, Message>>;
}

/** One account's mailbox: what it was told, and what is on its way. */
export interface MailboxState extends WithClock {
  readonly status: 'none' | 'open' | 'closed';
  /** The pseudonym under which the holder's own commands come. */
  readonly holder: string;
  /** Scopes of the holder's posts, so that commands of a holder bound to a unit reach the case. */
  readonly scopes: readonly string[];
  /** Kinds for which there is an address, and those among them that are switched on. */
  readonly found: readonly ChannelKind[];
  readonly channels: readonly ChannelKind[];
  readonly quiet: QuietHours | null;
  /** Positions of the last notice that a digest, and an urgent message, took up. */
  readonly throughPosition: number;
  readonly urgentThrough: number;
  /** Up to here a digest has arrived. */
  readonly deliveredThrough: number;
  readonly readThrough: number;
  readonly digestOn: CalendarDate | null;
  readonly urgentAt: Instant | null;
  /** Number of the last delivery. */
  readonly started: number;
  /** Those under way, by number. */
  readonly deliveries: Readonly<Record<string, Delivery>>;
}

/** Nobody is woken by a machine unless they ask for it. */
export const USUAL_QUIET_HOURS: QuietHours = { from: '20:00', to: '08:00' };

export const INITIAL_MAILBOX: MailboxState = {
  status: 'none',
  holder: '',
  scopes: [],
  found: [],
  channels: [],
  quiet: USUAL_QUIET_HOURS,
  throughPosition: 0,
  urgentThrough: 0,
  deliveredThrough: 0,
  readThrough: 0,
  digestOn: null,
  urgentAt: null,
  started: 0,
  deliveries: {},
  clock: NO_DEADLINES,
};

/** Where the messages of a delivery stand; undefined when it is not under way. */
export function messageOf(
  { deliveries }: Pick<MailboxState, 'deliveries'>,
  { delivery, channel }: { readonly delivery: number; readonly channel: string },
): Message | undefined {
  return deliveries[String(delivery)]?.messages[channel];
}

/** Every kind once, in the order of the list of kinds. */
export function kindsIn(kinds: readonly ChannelKind[]): ChannelKind[] {
  return ChannelKind.options.filter((kind) => kinds.includes(kind));
}
