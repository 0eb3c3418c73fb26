import { deadlineLadder } from '../clock/ladder.js';
import { processOf } from '../process.js';
import { instructions } from './stages/instructions.js';
import { opening } from './stages/opening.js';
import { policyPacks } from './stages/policy-packs.js';
import { registers } from './stages/registers.js';
import { workingCalendar } from './stages/working-calendar.js';
import { INITIAL_ORGANIZATION, type OrganizationState } from './state.js';

/** The organization itself: what it has published, and what its office owes the system every year. */
export const organization = processOf<OrganizationState>({
  name: 'organization',
  workflowType: 'organization',
  title: { zh: '本级组织', en: 'Organization' },
  initial: INITIAL_ORGANIZATION,
  stages: [
    opening,
    policyPacks,
    workingCalendar,
    instructions,
    registers,
    deadlineLadder(() => []),
  ],
  closed: () => false,
  reach: () => [],
  number: ({ name }) => name,
  status: ({ status }) => status,
});
