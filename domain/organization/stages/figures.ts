import { z } from 'zod';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import { Code } from '../references.js';
import type { FigureReport, OrganizationState } from '../state.js';

/** Such as `roundsHeld`: a word without spaces, so that no sentence about anybody fits. */
const Measure = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'letters, digits, hyphens');

const Figures = z.object({
  report: PaperNumber,
  from: Code,
  fromOn: CalendarDate,
  toOn: CalendarDate,
  figures: z
    .record(Measure, z.int().min(0))
    .refine((figures) => Object.keys(figures).length <= 100, 'no more than 100 figures'),
  reportedOn: CalendarDate,
  document: Digest,
  /** An earlier report of the same organization and period that this one corrects. */
  supersedes: PaperNumber.optional(),
});

/** Statistics come up from below, each period once; a correction names what it corrects. Source: rows 79, 87. */
export const figures = stageOf<OrganizationState>()({
  name: 'figures',
  commands: {
    ReportFigures: { by: ['officeStaff', 'officeDirector'], data: z.strictObject(Figures.shape) },
  },
  events: { FiguresReported: Figures },
  decide: {
    ReportFigures: (data, state, context) => {
      if (!ownEntry(state.nodes ?? {}, data.from))
        return reject('organization-unknown', `${data.from} does not stand in the tree.`);
      if (data.toOn < data.fromOn)
        return reject('period-ends-before-it-begins', 'The period ends before it begins.');
      return (
        reportRefusal(data, state.figureReports ?? {}) ??
        dateRefusal(data.reportedOn, context, {
          on: data.toOn,
          code: 'reported-before-period-ends',
          message: 'Figures are reported when their period has ended.',
        }) ?? [{ type: 'FiguresReported', data }]
      );
    },
  },
  evolve: {
    FiguresReported: (state, { report, from, fromOn, toOn, supersedes }) => {
      const { [supersedes ?? '']: _superseded, ...others } = state.figureReports ?? {};
      return { ...state, figureReports: { ...others, [report]: { from, fromOn, toOn } } };
    },
  },
});

function reportRefusal(
  data: z.infer<typeof Figures>,
  reports: Readonly<Record<string, FigureReport>>,
): Rejection | undefined {
  if (ownEntry(reports, data.report))
    return reject('report-exists', `${data.report} is recorded already.`);
  const standing = Object.entries(reports).find(([, earlier]) => isSamePeriod(earlier, data))?.[0];
  if (standing === data.supersedes) return undefined;
  return data.supersedes === undefined
    ? reject('period-reported', `${String(standing)} reports this period of ${data.from} already.`)
    : reject('superseded-report-unknown', `${data.supersedes} does not stand for this period.`);
}

function isSamePeriod(one: FigureReport, other: FigureReport): boolean {
  return one.from === other.from && one.fromOn === other.fromOn && one.toOn === other.toOn;
}
