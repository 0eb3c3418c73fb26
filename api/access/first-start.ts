import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../database/schema.js';
import { Role } from '../../domain/shared/roles.js';
import { addAccounts, hasAccounts } from './accounts.js';
import { newPassword } from './passwords.js';

const FirstAccount = z.object({ name: z.string(), role: Role, password: z.string() });

/** An account of the first start, with the password that is shown once. */
export type FirstAccount = z.infer<typeof FirstAccount>;

/** `officeStaff` as `office-staff`. */
export function accountNameOf(role: Role): string {
  return role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Roles that people hold: all but the clock and the processes. */
export const personRoles: readonly Role[] = Role.options.filter(
  (role) => role !== 'clock' && role !== 'process',
);

async function kept(file: string): Promise<FirstAccount[]> {
  try {
    return z.array(FirstAccount).parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function keep(file: string, accounts: readonly FirstAccount[]): Promise<void> {
  const draft = `${file}.new`;
  await writeFile(draft, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
}

/**
 * On the first start, one account per role with a random password, for the whole organization.
 * The passwords are written to `<home>/accounts.json` (mode 0600) before the accounts exist, so that
 * no crash leaves an account whose password nobody has; passwords that lie there already are taken again.
 *
 * @returns the accounts made now, to be shown once; empty when there are accounts already
 */
export async function ensureAccounts(
  db: Kysely<Database>,
  home: string,
  roles: readonly Role[] = personRoles,
): Promise<FirstAccount[]> {
  if (await hasAccounts(db)) return [];
  await mkdir(home, { recursive: true });
  const file = join(home, 'accounts.json');
  const before = await kept(file);
  const accounts = roles.map((role): FirstAccount => {
    const name = accountNameOf(role);
    return before.find((row) => row.name === name) ?? { name, role, password: newPassword() };
  });
  await keep(file, accounts);
  const rows = accounts.map(({ name, role, password }) => ({
    name,
    password,
    posts: [{ role, scope: 'all' }],
  }));
  return (await addAccounts(db, rows, { unlessAny: true })) ? accounts : [];
}
