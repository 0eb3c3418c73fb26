import { z } from 'zod';
import { Attempt, Notices } from './delivery-events.js';
import { DeliveryKind } from './state.js';

/** The commands of a delivery, all of them sent by programs. */
export const DELIVERY_COMMANDS = {
  StartDelivery: {
    by: ['process'],
    data: z.strictObject({
      kind: DeliveryKind,
      /** Position of the newest notice it takes up, listed or not. */
      throughPosition: z.int().min(1),
      notices: Notices,
      /** How many it takes up beyond those listed. */
      more: z.int().min(0),
    }),
  },
  NoteDelivery: {
    by: ['process'],
    data: z.strictObject({
      ...Attempt.shape,
      outcome: z.enum(['delivered', 'failed']),
      /** A code of the channel; empty when it was delivered. */
      reason: z.string().max(80),
      detail: z.string().max(200),
      permanent: z.boolean(),
      retryAfterSeconds: z.int().min(0).nullable(),
    }),
  },
  RetryDelivery: { by: ['clock'], data: z.strictObject(Attempt.shape) },
} as const;
