import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import type { OfficeRuleState, OrganizationState } from '../state.js';

const Meeting = z.object({
  meeting: PaperNumber,
  heldOn: CalendarDate,
  minutes: Digest,
  /** What the committee settled for its inspection work; empty when it only studied. Source: row 29. */
  matters: z.array(z.enum(['posts', 'premises', 'staff', 'funds'])).max(4),
});

const OfficeRule = z.object({
  rule: PaperNumber,
  title: z.string().min(1).max(100),
  version: z.int().min(1),
  issuedOn: CalendarDate,
  document: Digest,
});

const Repeal = z.object({ rule: PaperNumber, repealedOn: CalendarDate });

/** Meetings of the standing committee and the office's own rules, counted and found again. Source: rows 28, 51. */
export const registers = stageOf<OrganizationState>()({
  name: 'registers',
  commands: {
    RecordCommitteeMeeting: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Meeting.shape),
    },
    IssueOfficeRule: { by: ['officeDirector'], data: z.strictObject(OfficeRule.shape) },
    RepealOfficeRule: { by: ['officeDirector'], data: z.strictObject(Repeal.shape) },
  },
  events: {
    CommitteeMeetingRecorded: Meeting,
    OfficeRuleIssued: OfficeRule,
    OfficeRuleRepealed: Repeal,
  },
  decide: {
    RecordCommitteeMeeting: (data, { committeeMeetings }, context) => {
      if (committeeMeetings.includes(data.meeting))
        return reject('meeting-exists', `${data.meeting} is recorded already.`);
      return dateRefusal(data.heldOn, context) ?? [{ type: 'CommitteeMeetingRecorded', data }];
    },
    IssueOfficeRule: (data, state, context) => {
      const last = officeRuleOf(state, data.rule);
      if (data.version !== (last?.version ?? 0) + 1)
        return reject('version-skipped', `The next version is ${(last?.version ?? 0) + 1}.`);
      return (
        dateRefusal(data.issuedOn, context, {
          on: last?.since,
          code: 'before-last-version',
          message: 'A version is issued after the one before it.',
        }) ?? [{ type: 'OfficeRuleIssued', data }]
      );
    },
    RepealOfficeRule: (data, state, context) => {
      const last = officeRuleOf(state, data.rule);
      if (!last) return reject('office-rule-unknown', `No rule ${data.rule} was issued.`);
      if (last.isRepealed) return [];
      return (
        dateRefusal(data.repealedOn, context, {
          on: last.since,
          code: 'before-last-version',
          message: 'A rule is repealed after it was issued.',
        }) ?? [{ type: 'OfficeRuleRepealed', data }]
      );
    },
  },
  evolve: {
    CommitteeMeetingRecorded: (state, { meeting }) => ({
      ...state,
      committeeMeetings: [...state.committeeMeetings, meeting],
    }),
    OfficeRuleIssued: (state, { rule, version, issuedOn }) =>
      withOfficeRule(state, rule, { version, since: issuedOn, isRepealed: false }),
    OfficeRuleRepealed: (state, { rule, repealedOn }) => {
      const last = officeRuleOf(state, rule);
      return last
        ? withOfficeRule(state, rule, { ...last, since: repealedOn, isRepealed: true })
        : state;
    },
  },
});

function officeRuleOf({ officeRules }: OrganizationState, rule: string) {
  return ownEntry(officeRules, rule);
}

function withOfficeRule(
  state: OrganizationState,
  rule: string,
  fact: OfficeRuleState,
): OrganizationState {
  return { ...state, officeRules: { ...state.officeRules, [rule]: fact } };
}
