import { sql } from 'kysely';
import { tableName } from '../projection.js';
import { inViews, type Executor } from '../table.js';
import { printedReports } from './projection.js';

const table = inViews(tableName(printedReports.name, printedReports.version));

/** The print before a position, whose numbers the next one is compared with. */
export interface LastPrint {
  readonly position: number;
  readonly printedOn: string;
}

/**
 * The last print that counts less far than a position.
 *
 * @returns undefined when there is none
 */
export async function lastPrintBefore(
  db: Executor,
  { report, subject }: { readonly report: string; readonly subject: string },
  position: number,
): Promise<LastPrint | undefined> {
  const { rows } = await sql<LastPrint>`
    select p.position, p.printed_on as "printedOn" from ${table} p
    where p.report = ${report} and p.subject = ${subject} and p.position < ${position}
    order by p.position desc, p.printed_at desc limit 1`.execute(db);
  return rows[0];
}
