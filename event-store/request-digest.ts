import { createHash } from 'node:crypto';
import { canonicalText } from './canonical.js';

/**
 * Tells the repetition of a command from another command under the same id.
 *
 * @returns SHA-256 of the canonical stream, type and data, 64 hexadecimal digits
 * @throws UnstorableError when the data is no I-JSON
 */
export function requestDigest(
  stream: string,
  { type, data }: { readonly type: string; readonly data: unknown },
): string {
  return createHash('sha256').update(canonicalText({ stream, type, data })).digest('hex');
}
