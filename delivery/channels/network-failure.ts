import { failed, type Failed } from './channel.js';

/** Codes of Node, of its `fetch` and of the mail package, by what an operator would call them. */
const reasons: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^ECONNREFUSED$/, 'connection-refused'],
  [/^(ENOTFOUND|EAI_AGAIN|EDNS)$/, 'host-unknown'],
  [/^(EHOSTUNREACH|ENETUNREACH)$/, 'host-unreachable'],
  [/TIMEDOUT|_TIMEOUT$/, 'timed-out'],
  [/TLS|SSL|CERT|SIGNATURE/, 'tls-failed'],
  [/^(ECONNRESET|EPIPE|ECONNECTION|UND_ERR_SOCKET)$/, 'connection-closed'],
];

/**
 * Why no answer came; always temporary, since a network mends. Of what was thrown only the code is
 * kept: the text may name the address.
 */
export function networkFailure(error: unknown): Failed {
  const codes = codesOf(error);
  for (const [pattern, reason] of reasons) {
    const code = codes.find((one) => pattern.test(one));
    if (code !== undefined) return failed(reason, code);
  }
  return failed('network-failed', codes[0] ?? 'no code');
}

/** Codes of an error and of what caused it, the cause first, since it knows more. */
function codesOf(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return [];
  const cause = 'cause' in error ? codesOf(error.cause) : [];
  const original = 'originalCode' in error ? [error.originalCode] : [];
  const own = 'code' in error ? [error.code] : [];
  return [...cause, ...[...original, ...own].filter(isCode)];
}

function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(value);
}
