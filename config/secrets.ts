import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from './environment.js';
import type { Environment } from './environment.js';

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

const readKept = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/** Two processes may come first at once: the link lets exactly one secret win, whole. */
const keepNew = (home: string, file: string): void => {
  mkdirSync(home, { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (readKept(file) === undefined) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

/**
 * The master secret: `XUNCHA_SECRET`, or the one kept in `<home>/secret` (mode 0600), which is
 * made on first use.
 *
 * @returns 64 hexadecimal digits
 * @throws ConfigurationError when the kept file does not hold such a secret
 */
export const readSecret = (environment: Pick<Environment, 'home' | 'secret'>): string => {
  if (environment.secret !== undefined) return environment.secret;
  const file = join(environment.home, 'secret');
  if (readKept(file) === undefined) keepNew(environment.home, file);
  const secret = readKept(file) ?? '';
  if (!/^[0-9a-f]{64}$/.test(secret)) {
    throw new ConfigurationError([
      `${file} must hold 64 hexadecimal digits; restore it from backup`,
    ]);
  }
  return secret;
};

/**
 * A 32-byte key for one purpose, so that a key leaked in one place opens nothing else.
 *
 * @param secret 64 hexadecimal digits, see `readSecret`
 * @param purpose a fixed name such as `temporal-payload` or `database-role:worker_rw`
 */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  createHmac('sha256', Buffer.from(secret, 'hex')).update(purpose).digest();
