import type { RenderedMessage } from '../message.js';

export type ChannelKind = 'mail' | 'webhook' | 'dingtalk';

export interface Address {
  /** A mail address, or the URL of a receiver or robot. */
  readonly target: string;
  /** What signs the message; null where the receiver wants no signature. */
  readonly secret: string | null;
}

/**
 * What became of one attempt. `reason` is a kebab-case code; `detail` adds numbers and codes, and
 * never holds an address, a secret or a word of the receiver, since it is stored and shown.
 * A permanent failure would be the same at every further attempt.
 */
export type Delivered =
  | { readonly outcome: 'delivered'; readonly receipt: string | null }
  | {
      readonly outcome: 'failed';
      readonly reason: string;
      readonly detail: string;
      readonly permanent: boolean;
      readonly retryAfterSeconds: number | null;
    };

export type Failed = Extract<Delivered, { readonly outcome: 'failed' }>;

export interface Channel {
  readonly kind: ChannelKind;
  /** One attempt; never throws. The signal ends it, with the reason `stopped`. */
  deliver(message: RenderedMessage, address: Address, signal: AbortSignal): Promise<Delivered>;
}

/** Milliseconds that a receiver may stay silent. */
export const LIMIT_MILLIS = 10_000;

export function failed(
  reason: string,
  detail: string,
  rest: { readonly permanent?: boolean; readonly retryAfterSeconds?: number | null } = {},
): Failed {
  const { permanent = false, retryAfterSeconds = null } = rest;
  return { outcome: 'failed', reason, detail, permanent, retryAfterSeconds };
}

/**
 * A channel from a way to send: bounds the attempt, and turns whatever `send` throws into a failure.
 *
 * @param limitMillis longest time of one attempt as a whole
 * @param failureOf reads what was thrown, when neither the limit nor the caller ended the attempt
 */
export function createChannel({
  kind,
  limitMillis,
  send,
  failureOf,
}: {
  readonly kind: ChannelKind;
  readonly limitMillis: number;
  readonly send: Channel['deliver'];
  readonly failureOf: (error: unknown) => Failed;
}): Channel {
  return {
    kind,
    async deliver(message, address, signal) {
      if (signal.aborted) return stopped;
      const limit = AbortSignal.timeout(limitMillis);
      try {
        return await send(message, address, AbortSignal.any([signal, limit]));
      } catch (error) {
        if (signal.aborted) return stopped;
        if (limit.aborted) return failed('timed-out', `no answer within ${limitMillis} ms`);
        return failureOf(error);
      }
    },
  };
}

const stopped = failed('stopped', 'ended by the sender before an answer came');
