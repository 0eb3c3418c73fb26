import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import type { OrganizationState } from '../state.js';

const Matter = z.object({
  matter: PaperNumber,
  kind: z.enum(['organization', 'premises', 'posts', 'funds', 'equipment']),
  decidedOn: CalendarDate,
  document: Digest,
});

/** What the committee settled so that the office can work, apart from any meeting's own record. Source: row 29. */
export const matters = stageOf<OrganizationState>()({
  name: 'matters',
  commands: {
    RecordMatter: { by: ['officeStaff', 'officeDirector'], data: z.strictObject(Matter.shape) },
  },
  events: { MatterRecorded: Matter },
  decide: {
    RecordMatter: (data, { matters: known = [] }, context) =>
      known.includes(data.matter)
        ? reject('matter-exists', `${data.matter} is recorded already.`)
        : (dateRefusal(data.decidedOn, context) ?? [{ type: 'MatterRecorded', data }]),
  },
  evolve: {
    MatterRecorded: (state, { matter }) => ({
      ...state,
      matters: [...(state.matters ?? []), matter],
    }),
  },
});
