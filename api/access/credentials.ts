import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 bits, as text that fits a cookie and a header. */
export function newSecretText(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a secret: its SHA-256 in hexadecimal, which opens nothing. */
export function digestOf(secretText: string): string {
  return createHash('sha256').update(secretText).digest('hex');
}
