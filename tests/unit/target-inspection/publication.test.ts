import { expect, test } from '@jest/globals';
import { targetInspection } from '../../../domain/target-inspection/index.js';
import {
  approvePublicReport,
  decideExemption,
  grantExemption,
  notifyParty,
  publishReport,
} from '../../support/follow-up.js';
import { digest } from '../../support/given.js';
import { given, storyOf } from '../../support/target-story.js';

const { rectificationReported, rectificationAccepted } = storyOf();
const party = [...rectificationAccepted, decideExemption()];
const society = [...rectificationAccepted, decideExemption({ track: 'society' })];
const approved = [...society, approvePublicReport()];

test('the Party is told, by its own deadline', () => {
  given(...party)
    .when(notifyParty())
    .then({ type: 'PartyNotified' })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'publish-inside-party', late: false } });
});

test('society reads the approved text, by its own deadline', () => {
  given(...society)
    .when(approvePublicReport())
    .then({ type: 'PublicReportApproved' })
    .thenClock();
  given(...approved)
    .when(publishReport())
    .then({ type: 'PublicReportPublished', data: { publishedAt: '09:30' } })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'publish-to-society', late: false } });
  given(...approved)
    .when(publishReport({ publishedAt: undefined, reads: 663 }))
    .then({ type: 'PublicReportPublished', data: { reads: 663 } });
});

test('the time of a publication is a time of day', () => {
  const { data } = targetInspection.commands.get('PublishReport')!;
  const isTime = (publishedAt: string) =>
    data.safeParse(publishReport({ publishedAt }).data).success;
  expect(['10:42:32', '00:00', '23:59:59'].filter((time) => !isTime(time))).toEqual([]);
  expect(['24:00', '9:30', '10:60', '10:42:32.5'].filter(isTime)).toEqual([]);
});

test.each([
  [notifyParty, 'party', 'society'],
  [approvePublicReport, 'society', 'party'],
  [publishReport, 'society', 'party'],
] as const)('guard 5: no publication before its own track is decided: %#', (build, own, other) => {
  given(...rectificationReported)
    .when(build())
    .thenRejected('report-not-accepted');
  given(...rectificationAccepted)
    .when(build())
    .thenRejected('exemption-undecided');
  given(...rectificationAccepted, decideExemption({ track: other }))
    .when(build())
    .thenRejected('exemption-undecided');
  given(...rectificationAccepted, grantExemption({ track: own }))
    .when(build())
    .thenRejected('publication-exempted');
});

test('what is published is what was approved', () => {
  given(...society)
    .when(publishReport())
    .thenRejected('text-not-approved');
  given(...approved)
    .when(publishReport({ document: digest('another text') }))
    .thenRejected('another-text-approved');
});

test('another text may be approved until one is out', () => {
  const other = { document: digest('another text'), approvedOn: '2021-11-14' };
  given(...approved)
    .when(approvePublicReport({ approvedOn: '2021-11-14' }))
    .thenNothing();
  given(...approved, approvePublicReport(other))
    .when(publishReport())
    .thenRejected('another-text-approved');
  given(...approved, approvePublicReport(other))
    .when(publishReport({ document: other.document }))
    .then({ type: 'PublicReportPublished' });
  given(...approved, publishReport())
    .when(approvePublicReport(other))
    .thenRejected('report-already-published');
});

test('each track is walked once', () => {
  given(...party, notifyParty())
    .when(notifyParty())
    .thenRejected('party-already-notified');
  given(...approved, publishReport())
    .when(publishReport())
    .thenRejected('report-already-published');
});

test('decision, approval and publication have their order', () => {
  given(...party)
    .when(notifyParty({ notifiedOn: '2021-11-09' }))
    .thenRejected('before-exemption-decision');
  given(...society)
    .when(approvePublicReport({ approvedOn: '2021-11-09' }))
    .thenRejected('before-exemption-decision');
  given(...approved)
    .when(publishReport({ publishedOn: '2021-11-11' }))
    .thenRejected('before-approval');
  given(...party)
    .when({ ...notifyParty(), on: '2021-11-11' })
    .thenRejected('date-in-future');
  given(...society)
    .when({ ...approvePublicReport(), on: '2021-11-11' })
    .thenRejected('date-in-future');
  given(...approved)
    .when({ ...publishReport(), on: '2021-11-14' })
    .thenRejected('date-in-future');
});
