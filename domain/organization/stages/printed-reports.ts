import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import type { OrganizationState } from '../state.js';

const Printing = z.object({
  report: z.enum(['term', 'round', 'stage']),
  /** The term, or the stream of the round, that it is about; `all` for the whole organization. */
  subject: z.string().min(1).max(120),
  /** Position of the log up to which its figures count. */
  position: z.int().min(1),
  printedOn: CalendarDate,
  /** The printed sheet, when it is kept. */
  document: Digest.optional(),
});

/** A printed report freezes its position, so that the next one can say what changed since. Source: `domain.md` U11. */
export const printedReports = stageOf<OrganizationState>()({
  name: 'printed-reports',
  commands: {
    PrintReport: { by: ['officeStaff', 'officeDirector'], data: z.strictObject(Printing.shape) },
  },
  events: { ReportPrinted: Printing },
  decide: {
    PrintReport: (data, state, context) => {
      const last = ownEntry(state.printedReports ?? {}, reportKey(data));
      if (last && data.position < last.position)
        return reject(
          'position-before-last-print',
          `The last print of this report counts up to ${last.position}; a later one cannot count less.`,
        );
      if (last?.position === data.position && last.printedOn === data.printedOn) return []; // already so
      return (
        dateRefusal(data.printedOn, context, {
          on: last?.printedOn,
          code: 'before-last-print',
          message: 'A report is printed after the one before it.',
        }) ?? [{ type: 'ReportPrinted', data }]
      );
    },
  },
  evolve: {
    ReportPrinted: (state, { report, subject, position, printedOn }) => ({
      ...state,
      printedReports: {
        ...state.printedReports,
        [reportKey({ report, subject })]: { position, printedOn },
      },
    }),
  },
});

const reportKey = ({ report, subject }: Pick<z.infer<typeof Printing>, 'report' | 'subject'>) =>
  `${report} ${subject}`;
