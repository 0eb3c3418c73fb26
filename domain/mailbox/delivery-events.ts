import { z } from 'zod';
import { Instant } from '../shared/instant.js';
import { DeliveryKind, MailboxNotice, NOTICES_AT_ONCE } from './state.js';

export const Attempt = z.object({
  delivery: z.int().min(1),
  channel: z.string().min(1).max(20),
  attempt: z.int().min(1),
});
export type Attempt = z.infer<typeof Attempt>;

export const Notices = z.array(MailboxNotice).min(1).max(NOTICES_AT_ONCE);

/** What is said of a delivery, from its start to its arrival or its end. */
export const DELIVERY_EVENTS = {
  DeliveryStarted: z.object({
    delivery: z.int(),
    kind: DeliveryKind,
    channels: z.array(z.string()),
    throughPosition: z.int(),
    notices: z.array(MailboxNotice),
    more: z.int(),
  }),
  /** One channel brought it; `notices` are keys of the view `reminder-inbox`. */
  MessageDelivered: Attempt.extend({ notices: z.array(z.string()) }),
  /** `retryAt` is null when the channel has given up. */
  MessageFailed: Attempt.extend({
    reason: z.string(),
    detail: z.string(),
    retryAt: Instant.nullable(),
  }),
  MessageRetried: Attempt,
  /** Every channel has given up; `why` is the last one's reason. */
  DeliveryFailed: z.object({
    delivery: z.int(),
    notices: z.array(MailboxNotice),
    why: z.string(),
  }),
} as const;
