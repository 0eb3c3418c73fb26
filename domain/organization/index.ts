import { deadlineLadder } from '../clock/ladder.js';
import { processOf } from '../process.js';
import { campaigns } from './stages/campaigns.js';
import { figures } from './stages/figures.js';
import { inspectorPool } from './stages/inspector-pool.js';
import { instructions } from './stages/instructions.js';
import { localLists } from './stages/local-lists.js';
import { matters } from './stages/matters.js';
import { opening } from './stages/opening.js';
import { pairings } from './stages/pairings.js';
import { policyPacks } from './stages/policy-packs.js';
import { printedReports } from './stages/printed-reports.js';
import { registers } from './stages/registers.js';
import { secondments } from './stages/secondments.js';
import { sharingRules } from './stages/sharing-rules.js';
import { tasks } from './stages/tasks.js';
import { tree } from './stages/tree.js';
import { upstream } from './stages/upstream.js';
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
    printedReports,
    localLists,
    tree,
    figures,
    inspectorPool,
    secondments,
    pairings,
    sharingRules,
    upstream,
    campaigns,
    matters,
    tasks,
    deadlineLadder(() => []),
  ],
  closed: () => false,
  reach: () => [],
  number: ({ name }) => name,
  status: ({ status }) => status,
});
