import { createToken } from '../api/access/tokens.js';
import type { Environment } from '../config/environment.js';
import { Role } from '../domain/shared/roles.js';
import { withInstallation } from './installation.js';
import type { Terminal } from './terminal.js';

export interface TokenOptions {
  readonly role: string;
  readonly scope: string;
  readonly label: string;
  readonly days: number;
}

/** Makes a bearer token and prints it, this once. @returns 0, or 2 when there is no such role */
export async function makeToken(
  environment: Environment,
  { role: name, scope, label, days }: TokenOptions,
  terminal: Terminal,
): Promise<number> {
  const role = Role.safeParse(name);
  if (!role.success || role.data === 'clock' || role.data === 'process') {
    terminal.fail(`There is no role ${name} for people or programs.`);
    return 2;
  }
  return withInstallation(environment, terminal.detail, async (installation) => {
    const { db } = installation.as('api_ro');
    const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString();
    const posts = [{ role: role.data, scope }];
    const { token, actor } = await createToken(db, { posts, label, expiresAt });
    terminal.say(token);
    terminal.data({ token, actor, expiresAt });
    return 0;
  });
}
