import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { PaperNumber, StreamId, parseStream } from '../../shared/ids.js';
import { PackRef, packOrNone } from '../../shared/policy.js';
import { begin } from '../limits.js';
import type { CommonProblemState } from '../state.js';

/** A finding, and the inspection of the target at which it was made. */
const Occurrence = z.strictObject({
  target: StreamId.refine(
    (stream) => parseStream(stream)?.process === 'target-inspection',
    'the stream id of an inspection',
  ),
  finding: z.string().min(1).max(40),
});

const Identification = z.object({
  number: PaperNumber,
  title: z.string().min(1).max(200),
  /** Code of the leaf of the problem taxonomy that the findings share. */
  taxonomy: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,39}$/, 'capital letters, digits, hyphens'),
  occurrences: z.array(Occurrence).min(2).max(200),
  pack: PackRef,
  identifiedOn: CalendarDate,
});

/** The same problem at several points is one on the surface, which single rectifications do not end. Source: row 94. */
export const identification = stageOf<CommonProblemState>()({
  name: 'identification',
  commands: {
    IdentifyCommonProblem: {
      by: ['officeStaff', 'officeDirector'],
      opens: true,
      data: z.strictObject(Identification.shape),
    },
  },
  events: { CommonProblemIdentified: Identification },
  decide: {
    IdentifyCommonProblem: (data, _problem, context) => {
      if (!packOrNone(context.packs, data.pack))
        return reject('pack-unknown', 'No such version of the policy pack was ever published.');
      const names = data.occurrences.map(({ target, finding }) => `${target} ${finding}`);
      if (new Set(names).size < names.length)
        return reject('occurrence-named-twice', 'A finding counts once in a common problem.');
      return dateRefusal(data.identifiedOn, context) ?? [{ type: 'CommonProblemIdentified', data }];
    },
  },
  evolve: {
    CommonProblemIdentified: (problem, { number, pack, identifiedOn }) => ({
      ...problem,
      status: 'identified',
      number,
      pack,
      sinceOn: identifiedOn,
    }),
  },
  clock: {
    CommonProblemIdentified: ({ identifiedOn }, problem) =>
      begin('suggestion-sending', problem, 1, identifiedOn),
  },
});
