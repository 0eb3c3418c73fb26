import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import type { TargetState } from '../state.js';

const hasPetitions = guard<TargetState>(
  ({ petitions }) => petitions > 0 || reject('no-petition', 'No petition has come in yet.'),
);

const Routing = z.object({
  petition: z.int().min(1),
  to: z.enum(['group', 'petitionOffice', 'discipline', 'organization', 'competentUnit']),
  routedOn: CalendarDate,
});

/** Every petition goes somewhere, also after the group has left: what is no matter of the inspection is passed on. */
export const petitionRouting = stageOf<TargetState>()({
  name: 'petition-routing',
  commands: {
    RoutePetition: {
      by: ['groupMember', 'groupHead', 'clueOfficer'],
      guard: hasPetitions,
      data: z.strictObject(Routing.shape),
    },
  },
  events: { PetitionRouted: Routing },
  decide: {
    RoutePetition: (data, { petitions, routedPetitions, stationedOn }, context) => {
      if (data.petition > petitions)
        return reject('petition-unknown', `No petition ${data.petition} has come in.`);
      if (routedPetitions?.includes(data.petition))
        return reject('petition-routed', `Petition ${data.petition} has been routed already.`);
      return (
        dateRefusal(data.routedOn, context, {
          on: stationedOn,
          code: 'before-stationing',
          message: 'Petitions come in once the group is stationed.',
        }) ?? [{ type: 'PetitionRouted', data }]
      );
    },
  },
  evolve: {
    PetitionRouted: (target, { petition }) => ({
      ...target,
      routedPetitions: [...(target.routedPetitions ?? []), petition],
    }),
  },
});
