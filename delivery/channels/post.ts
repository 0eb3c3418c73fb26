import { failed, type Failed } from './channel.js';

/** Longest wait that a receiver may ask for, in seconds: a day, as the next digest comes then anyway. */
const longestWaitSeconds = 86_400;

/** @returns null unless it is a URL of http or https without a name and password in it */
export function httpUrl(target: string): URL | null {
  if (!URL.canParse(target)) return null;
  const url = new URL(target);
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  return isHttp && url.username === '' && url.password === '' ? url : null;
}

export const malformedUrl = failed('address-malformed', 'not an http or https URL', {
  permanent: true,
});

/**
 * Sends JSON and gives the answer once its head is there; a redirect is an answer like any other,
 * as a signed message may not be handed on to whom it was not meant for.
 *
 * @throws what `fetch` throws, also when the signal ends it
 */
export function post(
  url: URL,
  {
    body,
    headers = {},
    signal,
  }: {
    readonly body: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  },
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    redirect: 'manual',
    signal,
  });
}

/**
 * What an answer without success means. 408, 429 and 5xx pass; a redirect that says so is for good,
 * as is every other 4xx.
 *
 * @param nowMillis milliseconds since the epoch, for a Retry-After that names a moment
 */
export function statusFailure({ status, headers }: Response, nowMillis: number): Failed {
  const detail = `HTTP ${status}`;
  const retryAfterSeconds = readRetryAfter(headers.get('retry-after'), nowMillis);
  if (status === 429) return failed('receiver-busy', detail, { retryAfterSeconds });
  if (status === 408 || status >= 500) {
    return failed('receiver-failed', detail, { retryAfterSeconds });
  }
  if (status < 400) {
    return failed('redirected', detail, { permanent: status === 301 || status === 308 });
  }
  return failed('receiver-refused', detail, { permanent: true });
}

/**
 * A Retry-After header, which holds seconds or a moment (RFC 9110, 10.2.3).
 *
 * @returns whole seconds from now, 0 to a day; null when it is absent or neither
 */
export function readRetryAfter(header: string | null, nowMillis: number): number | null {
  const text = header?.trim() ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, nowMillis);
  return seconds === null ? null : Math.min(Math.max(seconds, 0), longestWaitSeconds);
}

function secondsUntil(moment: string, nowMillis: number): number | null {
  // Only what begins with a weekday: `Date.parse` reads a date into almost any text with a number.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(moment)) return null;
  const millis = Date.parse(moment);
  return Number.isNaN(millis) ? null : Math.ceil((millis - nowMillis) / 1_000);
}

/** The beginning of an answer as text, so that an endless one cannot fill the memory. */
export async function readText(response: Response, mostBytes: number): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body as AsyncIterable<Uint8Array>) {
    parts.push(part);
    bytes += part.byteLength;
    if (bytes >= mostBytes) break;
  }
  return Buffer.concat(parts).subarray(0, mostBytes).toString('utf8');
}
