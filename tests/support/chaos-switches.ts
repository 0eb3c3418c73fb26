import type { FreshDatabase } from './database.js';

/** What keeps one command from being stored twice: its id, and the version it was decided on. */
export type Safeguard = 'command id' | 'expected version';

interface Change {
  readonly of: string;
  readonly from: string;
  readonly to: string;
}

const changes: Readonly<Record<Safeguard, readonly Change[]>> = {
  'command id': [
    { of: 'es.append', from: 'where l.cmd = u.id', to: 'where false' },
    { of: 'es.append_one', from: 'where l.cmd = p_cmd', to: 'where false' },
  ],
  'expected version': [
    { of: 'es.append', from: 'p_expected[i] <> cur[k]', to: 'false' },
    { of: 'es.append_one', from: 'p_expected <> v', to: 'false' },
  ],
};

/**
 * Takes safeguards out of a test's own database, as a bug in them would. The product's own functions are changed
 * in place, so that everything else about them stays.
 *
 * @throws Error when a function does not read as expected: a safeguard that stays on would prove nothing
 */
export async function switchOff(
  { admin }: Pick<FreshDatabase, 'admin'>,
  safeguards: readonly Safeguard[],
): Promise<void> {
  for (const safeguard of safeguards) {
    for (const { of, from, to } of changes[safeguard]) {
      const { rows } = await admin.pool.query<{ text: string }>(
        'select pg_get_functiondef($1::regproc) as text',
        [of],
      );
      const text = rows[0]?.text ?? '';
      if (text.split(from).length !== 2) throw new Error(`${of} does not hold once: ${from}`);
      await admin.pool.query(text.replace(from, to));
    }
  }
  if (safeguards.includes('command id'))
    await admin.pool.query('alter table es.log drop constraint log_cmd_n_key');
}
