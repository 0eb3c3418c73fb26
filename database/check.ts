import { sql } from 'kysely';
import type { QueryExecutorProvider } from 'kysely';

interface Facts {
  version: number;
  encoding: string;
  knowsChinese: boolean;
  fsync: string;
  full_page_writes: string;
  synchronous_commit: string;
}

const oldestVersion = 15;

/**
 * What is wrong with a database for keeping the log; the worker refuses to start on any of it.
 *
 * @returns one sentence for each problem, empty when all is well
 */
export async function checkDatabase(db: QueryExecutorProvider): Promise<string[]> {
  const { rows } = await sql<Facts>`
    select current_setting('server_version_num')::int / 10000 as version,
      current_setting('server_encoding') as encoding,
      '整' ~ '^[[:alpha:]]$' as "knowsChinese",
      current_setting('fsync') as fsync,
      current_setting('full_page_writes') as full_page_writes,
      current_setting('synchronous_commit') as synchronous_commit`.execute(db);
  const facts = rows[0];
  if (facts === undefined) return ['The database does not answer a plain question.'];
  const problems: string[] = [];
  if (facts.version < oldestVersion) {
    problems.push(`PostgreSQL ${facts.version} is too old: ${oldestVersion} or newer is needed.`);
  }
  if (facts.encoding !== 'UTF8') {
    problems.push(`The database is encoded in ${facts.encoding}: create it with ENCODING 'UTF8'.`);
  }
  if (!facts.knowsChinese) {
    problems.push(
      'The locale of the database is C, which does not know Chinese letters: create the database ' +
        "with LOCALE_PROVIDER icu ICU_LOCALE 'zh-Hans-CN', or with the locale C.UTF-8.",
    );
  }
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit'] as const) {
    if (facts[name] === 'off') {
      problems.push(`The server setting ${name} is off: an acknowledged event could be lost.`);
    }
  }
  return problems;
}
