import { z } from 'zod';
import { stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import type { TargetState } from '../state.js';

const Signing = z.object({
  /** Day of the last signature; missing while somebody in the group has not signed. */
  signedOn: CalendarDate.optional(),
});

/** The round says whether everyone in the group has signed its pledges, since only then it is stationed. */
export const pledges = stageOf<TargetState>()({
  name: 'pledges',
  commands: {
    NotePledges: { by: ['process'], data: z.strictObject(Signing.shape) },
  },
  events: { PledgesNoted: Signing },
  decide: {
    NotePledges: (data, { pledgesSignedOn }) =>
      data.signedOn === pledgesSignedOn ? [] : [{ type: 'PledgesNoted', data }],
  },
  evolve: {
    PledgesNoted: ({ pledgesSignedOn: _before, ...target }, { signedOn }) =>
      signedOn === undefined ? target : { ...target, pledgesSignedOn: signedOn },
  },
});
