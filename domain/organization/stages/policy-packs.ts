import { z } from 'zod';
import { stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { PolicyPack, packName } from '../../shared/policy.js';
import { packRefusal } from '../pack-refusal.js';
import type { OrganizationState } from '../state.js';

/** Time limits and ladders are published as data; a new version changes no open case, since each names its own. */
export const policyPacks = stageOf<OrganizationState>()({
  name: 'policy-packs',
  commands: {
    PublishPolicyPack: {
      by: ['officeDirector', 'executiveDeputyHead'],
      data: z.strictObject({ pack: PolicyPack }),
    },
  },
  events: {
    PolicyPackPublished: z.object({ pack: PolicyPack, publishedOn: CalendarDate }),
  },
  decide: {
    PublishPolicyPack: ({ pack }, { packs }, { today }) => {
      const versions = Object.values(packs)
        .filter((one) => one.pack === pack.pack)
        .map(({ version }) => version);
      return (
        packRefusal(pack, versions) ?? [
          { type: 'PolicyPackPublished', data: { pack, publishedOn: today } },
        ]
      );
    },
  },
  evolve: {
    PolicyPackPublished: (state, { pack }) => ({
      ...state,
      packs: { ...state.packs, [packName(pack)]: pack },
    }),
  },
});
