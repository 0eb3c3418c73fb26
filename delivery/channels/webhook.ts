import { createHmac, timingSafeEqual } from 'node:crypto';
import { instantFromMillis } from '../../domain/shared/instant.js';
import { createChannel, failed, LIMIT_MILLIS, type Channel } from './channel.js';
import { networkFailure } from './network-failure.js';
import { httpUrl, malformedUrl, post, statusFailure } from './post.js';

export interface WebhookOptions {
  /** Longest time of one attempt. */
  readonly limitMillis?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * Posts `{key, subject, text, sentAt}` to a program of the office. Each attempt carries the same
 * `Idempotency-Key`, a timestamp in seconds since the epoch and a signature of both timestamp and
 * body, so that a receiver can refuse forgeries, and replays by their age.
 * Source: `stack.md` 5 (signed webhook).
 */
export function createWebhookChannel({
  limitMillis = LIMIT_MILLIS,
  now = Date.now,
}: WebhookOptions = {}): Channel {
  return createChannel({
    kind: 'webhook',
    limitMillis,
    failureOf: networkFailure,
    async send({ key, subject, text }, { target, secret }, signal) {
      const url = httpUrl(target);
      if (url === null) return malformedUrl;
      if (secret === null || secret === '') return secretMissing;
      const millis = now();
      const body = JSON.stringify({ key, subject, text, sentAt: instantFromMillis(millis) });
      const timestamp = String(Math.floor(millis / 1_000));
      const headers = {
        'Idempotency-Key': key,
        'X-Xuncha-Timestamp': timestamp,
        'X-Xuncha-Signature': signatureOf(secret, timestamp, body),
      };
      const response = await post(url, { body, headers, signal });
      // Whatever it says beside the status is not waited for; a failure to hang up changes nothing.
      response.body?.cancel().catch(() => undefined);
      if (response.ok) return { outcome: 'delivered', receipt: `HTTP ${response.status}` };
      return statusFailure(response, now());
    },
  });
}

/** Unsigned, the receiver could not tell it from a forgery. */
const secretMissing = failed('secret-missing', 'a webhook needs a secret to sign with', {
  permanent: true,
});

/** `sha256=` and the HMAC-SHA256 of `timestamp.body` in hexadecimal digits. */
function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/**
 * Whether the sender of a webhook knew the secret, in a time that tells nothing of how much is right.
 * The receiver still has to refuse a timestamp that is too old.
 *
 * @param timestamp header `X-Xuncha-Timestamp`, as received
 * @param body the bytes of the request as text, before any parsing
 * @param signature header `X-Xuncha-Signature`, as received
 */
export function verifySignature(
  secret: string,
  timestamp: string,
  body: string,
  signature: string,
): boolean {
  const expected = Buffer.from(signatureOf(secret, timestamp, body));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
