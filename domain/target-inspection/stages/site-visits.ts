import { z } from 'zod';
import { stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { entryRefusal, withEntry } from '../fieldwork-ledger.js';
import { isInFieldwork, type TargetState } from '../state.js';

const Place = z.string().min(1).max(100);

const Visit = z.object({
  visit: PaperNumber,
  visitedOn: CalendarDate,
  place: Place,
  households: z.int().min(0).max(100_000).default(0),
  record: Digest,
});

/** 点、线、面: one case taken apart, a line of work, the whole field. Source: row 102. */
const Sample = z.object({
  sample: PaperNumber,
  selectedOn: CalendarDate,
  level: z.enum(['point', 'line', 'surface']),
  chosen: z.array(Place).min(1).max(100),
  outOf: z.int().min(1),
  record: Digest,
});

const Education = z.object({
  session: PaperNumber,
  heldOn: CalendarDate,
  attended: z.int().min(1),
  record: Digest,
});

/** The group goes to lower units, says why it chose these, and teaches where it asks. Source: rows 36, 102. */
export const siteVisits = stageOf<TargetState>()({
  name: 'site-visits',
  commands: {
    RecordSiteVisit: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Visit.shape),
    },
    SelectSample: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Sample.shape),
    },
    HoldEducationSession: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Education.shape),
    },
  },
  events: { SiteVisited: Visit, SampleSelected: Sample, EducationSessionHeld: Education },
  decide: {
    RecordSiteVisit: (data, target, context) =>
      entryRefusal(target, ['visits', data.visit], data.visitedOn, context) ?? [
        { type: 'SiteVisited', data },
      ],
    SelectSample: (data, target, context) =>
      entryRefusal(target, ['samples', data.sample], data.selectedOn, context) ?? [
        { type: 'SampleSelected', data },
      ],
    HoldEducationSession: (data, target, context) =>
      entryRefusal(target, ['education', data.session], data.heldOn, context) ?? [
        { type: 'EducationSessionHeld', data },
      ],
  },
  evolve: {
    SiteVisited: (target, { visit, visitedOn }) => withEntry(target, ['visits', visit], visitedOn),
    SampleSelected: (target, { sample, selectedOn }) =>
      withEntry(target, ['samples', sample], selectedOn),
    EducationSessionHeld: (target, { session, heldOn }) =>
      withEntry(target, ['education', session], heldOn),
  },
});
