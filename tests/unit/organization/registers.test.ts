import { expect, test } from '@jest/globals';
import {
  issueOfficeRule,
  office,
  openOrganization,
  recordCommitteeMeeting,
  repealOfficeRule,
} from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const issued = [...opened, issueOfficeRule()];

test('meetings of the standing committee are counted, each once', () => {
  const { state } = given(...opened)
    .when(recordCommitteeMeeting())
    .then({ type: 'CommitteeMeetingRecorded', data: { matters: ['staff', 'funds'] } });
  expect(state.committeeMeetings).toEqual(['CW-1']);
  given(...opened, recordCommitteeMeeting())
    .when(recordCommitteeMeeting())
    .thenRejected('meeting-exists');
});

test('a rule goes from version to version', () => {
  given(...issued)
    .when(issueOfficeRule({ version: 2, issuedOn: '2026-03-20' }, '2026-03-20'))
    .then({ type: 'OfficeRuleIssued', data: { version: 2 } })
    .thenState({ officeRules: { 'ZD-1': { version: 2, since: '2026-03-20', isRepealed: false } } });
});

test('a rule that is repealed twice is repealed once', () => {
  given(...issued)
    .when(repealOfficeRule())
    .then({ type: 'OfficeRuleRepealed' });
  given(...issued, repealOfficeRule())
    .when(repealOfficeRule())
    .then();
});

test('a repealed rule comes back as a new version', () => {
  given(...issued, repealOfficeRule())
    .when(issueOfficeRule({ version: 2, issuedOn: '2026-04-10' }, '2026-04-10'))
    .thenState({ officeRules: { 'ZD-1': { version: 2, since: '2026-04-10', isRepealed: false } } });
});

test.each([
  ['version-skipped', issued, issueOfficeRule({ version: 3 })],
  ['version-skipped', issued, issueOfficeRule()],
  ['before-last-version', issued, issueOfficeRule({ version: 2, issuedOn: '2026-03-05' })],
  ['before-last-version', issued, repealOfficeRule({ repealedOn: '2026-03-05' })],
  ['office-rule-unknown', issued, repealOfficeRule({ rule: 'ZD-9' })],
  ['date-in-future', opened, recordCommitteeMeeting({ heldOn: '2026-03-06' })],
  ['date-in-future', opened, issueOfficeRule({ issuedOn: '2026-03-07' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
