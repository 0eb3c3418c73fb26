import { date, integer, text, type RowOf } from '../column.js';
import { defineProjection, put, type LogEvent } from '../projection.js';
import { OFFICE_READERS } from '../readers.js';

const columns = {
  report: text(),
  subject: text(),
  /** Position up to which its figures count. */
  position: integer(),
  printedOn: date(),
  document: text().nullable(),
  /** Position of the printing itself. */
  printedAt: integer(),
};

type PrintRow = RowOf<typeof columns>;

interface Printed {
  readonly report: string;
  readonly subject: string;
  readonly position: number;
  readonly printedOn: string;
  readonly document?: string;
}

/** Every report that was printed, and the position it froze; one row a print. */
export const printedReports = defineProjection({
  name: 'printed-reports',
  version: 1,
  title: { zh: '已印报告', en: 'Printed reports' },
  columns,
  filters: ['report', 'subject'],
  orders: ['position', 'printedOn'],
  readableBy: OFFICE_READERS,
  appendOnly: true,
  on: {
    ReportPrinted: ({ stream, version, position: printedAt, data }: LogEvent<Printed>) => [
      put<PrintRow>(`${stream}:${version}`, {
        ...data,
        // The domain does not know the log: what lies behind the printing itself was not counted in it.
        position: Math.min(data.position, printedAt - 1),
        document: data.document ?? null,
        printedAt,
      }),
    ],
  },
});
