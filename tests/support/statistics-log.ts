import type { StoredEvent } from '../../event-store/event.js';
import * as clue from './clue.js';
import { uuid, type Step } from './given.js';
import * as item from './item.js';
import {
  issueOfficeRule,
  openOrganization,
  recordCommitteeMeeting,
  recordInstruction,
  repealOfficeRule,
} from './organization-story.js';
import * as round from './round.js';
import { storyEvents } from './stored-events.js';
import * as target from './target-story.js';
import * as term from './term-plan.js';

/** A small log in which everything that is counted comes up, also what is taken back. */

export const TERM = '十届县委';
export const ROUND = target.ROUND;
export const HOSPITAL = `target-inspection-${uuid(11)}`;
export const TOWN = `target-inspection-${uuid(12)}`;

const regular = target.storyOf();
const lookBack = target.storyOf(
  target.listTarget({
    unit: 'W-T7',
    name: '院堡镇',
    category: '乡镇',
    number: 'XC-10-12-W-T7',
    type: 'lookBack',
    lookBackOf: { inspection: 'XC-10-05-W-T7', round: 'XC-10-05', findings: ['OLD-1'] },
  }),
);
const of = { target: HOSPITAL, round: ROUND };
const opened = (changes: Readonly<Record<string, unknown>> = {}) => [
  item.openItem({ ...of, ...changes }),
];
const [, ...toClosing] = item.closed;
const [, ...toYield] = item.yielded;
const recovered = [
  item.recordRecovery({ amountFen: 500, atLeast: true, document: '7'.repeat(64) }),
];
const clueOf = (ordinal: number): Step => clue.registerClue({ ordinal, target: HOSPITAL });
const [, ...toSending] = clue.sent;

const STREAMS: readonly (readonly [stream: string, steps: readonly Step[], today?: string])[] = [
  [`term-plan-${uuid(1)}`, term.cataloged, '2016-07-01'],
  [
    `organization-${uuid(1)}`,
    [
      openOrganization(),
      recordInstruction(),
      recordCommitteeMeeting(),
      issueOfficeRule(),
      issueOfficeRule({ version: 2, issuedOn: '2026-03-09' }, '2026-03-09'),
      issueOfficeRule({ rule: 'ZD-2' }),
      repealOfficeRule(),
    ],
  ],
  [ROUND, round.deployed],
  [HOSPITAL, regular.claimed],
  [
    TOWN,
    [
      ...lookBack.confirmed,
      target.dropFinding({ droppedOn: '2021-06-20' }),
      target.recordVerdict({ verdict: 'partly' }),
      target.recordVerdict(),
      target.withdrawGroup(),
    ],
  ],
  [`rectification-${uuid(21)}`, [...opened(), ...toYield, ...recovered], '2021-11-01'],
  [`rectification-${uuid(22)}`, [...opened({ item: 'F1-2' }), ...toClosing], '2021-11-01'],
  [
    `rectification-${uuid(23)}`,
    [...opened({ item: 'F1-3' }), ...toClosing, item.reopenItem()],
    '2021-11-01',
  ],
  [`rectification-${uuid(24)}`, [...opened({ item: 'F1-4' }), item.markContinuing()], '2021-11-01'],
  [`clue-transfer-${uuid(31)}`, [clueOf(1), ...toSending], '2021-07-01'],
  [
    `clue-transfer-${uuid(32)}`,
    [clueOf(2), ...toSending, clue.rerouteClue(), clue.transferClue({ sentOn: '2021-07-01' })],
    '2021-07-01',
  ],
];

/** The log, stream by stream. */
export function statisticsLog(): readonly StoredEvent[] {
  const log: StoredEvent[] = [];
  for (const [stream, steps, today] of STREAMS)
    log.push(...storyEvents(stream, steps, { after: log.length, ...(today ? { today } : {}) }));
  return log;
}
