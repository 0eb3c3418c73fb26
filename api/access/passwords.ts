import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id, the library's default kind, with 64 MiB and 3 passes (ASVS 11.4.2). */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password fits; takes as long for an account that does not exist.
 *
 * @param kept the stored hash, or undefined when there is no such account
 */
export async function passwordFits(kept: string | undefined, password: string): Promise<boolean> {
  const against = kept ?? (await (decoy ??= hashPassword('nobody has this password')));
  const fits = await verify(against, password);
  return fits && kept !== undefined;
}

/** No letters that look alike in print. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of five: 99 bits, to be read from paper and typed. */
export function newPassword(): string {
  const text = Array.from({ length: 20 }, () => letters[randomInt(letters.length)]).join('');
  return text.match(/.{5}/g)?.join('-') ?? text;
}
