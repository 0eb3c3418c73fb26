import type { ClientBase } from 'pg';
import type { Appended } from './event.js';
import type { SealedAppend } from './envelope.js';

/** Stands between texts in one argument; JSON escapes it, so no text holds it. */
const separator = '\x1e';

const statement = {
  name: 'es.append',
  text:
    'select outcome, ver, pos from es.append(' +
    "$1, $2, $3, $4, $5, $6, $7, $8, '{}', '{}', '{}', '{}')",
} as const;

/** A lone command, which is the usual case in an office: half the work in the database. */
const statementForOne = {
  name: 'es.append_one',
  text: 'select outcome, ver, pos from es.append_one($1, $2, $3, $4, $5, $6)',
} as const;

interface Row {
  outcome: 'ok' | 'again' | 'conflict' | 'reused';
  ver: number | null;
  pos: number | null;
}

function toAppended({ outcome, ver, pos }: Row): Appended {
  if (outcome === 'reused') return { outcome };
  if (outcome === 'conflict') return { outcome, version: ver ?? 0 };
  if (ver === null || pos === null) throw new Error(`The log answered ${outcome} without a place.`);
  return { outcome, version: ver, position: pos };
}

/** For each command the index, from 1, of the batch's first command on the same stream. */
function firstOnStream(batch: readonly SealedAppend[]): number[] {
  const first = new Map<string, number>();
  return batch.map(({ stream }, index) => {
    const known = first.get(stream);
    if (known !== undefined) return known;
    first.set(stream, index + 1);
    return index + 1;
  });
}

/**
 * Appends the commands of a batch in their order, in one statement and one transaction.
 *
 * @returns one answer per command, in the same order; `again` is not yet told from a reuse of the
 *   id for another request on the same stream (the appender does that)
 * @throws pg.DatabaseError when one command breaks a constraint (SQLSTATE 22…, 23…: nothing of the
 *   batch is stored); any other error leaves the outcome unknown, and the same ids may be sent again
 */
export async function appendBatch(
  client: ClientBase,
  batch: readonly SealedAppend[],
): Promise<Appended[]> {
  const events = batch.flatMap((command) => command.events);
  const texts = [
    events.map(({ type }) => type),
    events.map(({ body }) => body).join(separator),
    events.map(({ meta }) => meta).join(separator),
  ];
  const [only] = batch;
  const { rows } =
    only && batch.length === 1
      ? await client.query<Row>({
          ...statementForOne,
          values: [only.id, only.stream, only.expected, ...texts],
        })
      : await client.query<Row>({
          ...statement,
          values: [
            batch.map(({ id }) => id),
            batch.map(({ stream }) => stream),
            firstOnStream(batch),
            batch.map(({ expected }) => expected),
            batch.map((command) => command.events.length),
            ...texts,
          ],
        });
  if (rows.length !== batch.length) {
    throw new Error(`The log answered ${rows.length} of ${batch.length} commands.`);
  }
  return rows.map(toAppended);
}

/**
 * What each of these commands had asked for when it was stored.
 *
 * @returns command id → SHA-256 of the canonical command; ids that the log does not hold are absent
 */
export async function storedRequests(
  client: ClientBase,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ cmd: string; meta: string }>({
    name: 'es.requests',
    text: 'select cmd, meta from es.log where cmd = any($1) and n = 1',
    values: [ids],
  });
  return new Map(rows.map(({ cmd, meta }) => [cmd, (JSON.parse(meta) as { req: string }).req]));
}
