import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import type { Submission, TargetState } from '../state.js';

const Copied = z.enum(['report', 'feedback', 'plan', 'rectificationReport']);
type Copied = z.infer<typeof Copied>;

const CopyNotice = z.object({
  copy: PaperNumber,
  of: Copied,
  to: z.enum([
    'supervisingLeader',
    'discipline',
    'organization',
    'finance',
    'audit',
    'stateAssets',
    'developmentAndReform',
    'publicity',
  ]),
  sentOn: CalendarDate,
  document: Digest,
});

const Receipt = z.object({ copy: PaperNumber, receivedOn: CalendarDate });

/** Copy notices (抄告) to the leader in charge and the bodies that supervise, each with its receipt. */
export const distribution = stageOf<TargetState>()({
  name: 'distribution',
  commands: {
    SendCopyNotice: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(CopyNotice.shape),
    },
    ConfirmCopyNotice: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Receipt.shape),
    },
  },
  events: {
    CopyNoticeSent: CopyNotice,
    CopyNoticeReceived: Receipt,
  },
  decide: {
    SendCopyNotice: (data, target, context) => {
      if (ownEntry(target.copyNotices ?? {}, data.copy))
        return reject('copy-number-taken', `A copy notice ${data.copy} was sent already.`);
      const on = copiedOn(target, data.of);
      if (on === undefined) return reject('nothing-to-copy', 'There is no such paper yet.');
      return (
        dateRefusal(data.sentOn, context, {
          on,
          code: 'before-copied-paper',
          message: 'A copy follows the paper itself.',
        }) ?? [{ type: 'CopyNoticeSent', data }]
      );
    },
    ConfirmCopyNotice: (data, { copyNotices = {} }, context) => {
      const sent = ownEntry(copyNotices, data.copy);
      if (!sent) return reject('copy-unknown', `No copy notice ${data.copy} was sent.`);
      if (sent.receivedOn !== undefined)
        return reject('copy-already-received', 'The receipt of this copy notice is confirmed.');
      return (
        dateRefusal(data.receivedOn, context, {
          on: sent.sentOn,
          code: 'before-copy',
          message: 'A copy notice is received once it is sent.',
        }) ?? [{ type: 'CopyNoticeReceived', data }]
      );
    },
  },
  evolve: {
    CopyNoticeSent: (target, { copy, sentOn }) => ({
      ...target,
      copyNotices: { ...target.copyNotices, [copy]: { sentOn } },
    }),
    CopyNoticeReceived: (target, { copy, receivedOn }) => {
      const sent = ownEntry(target.copyNotices ?? {}, copy);
      if (!sent) return target;
      return { ...target, copyNotices: { ...target.copyNotices, [copy]: { ...sent, receivedOn } } };
    },
  },
});

/** @returns the day from which a paper may be copied to others: report and feedback only once decided and given */
function copiedOn(target: TargetState, of: Copied): CalendarDate | undefined {
  switch (of) {
    case 'report':
      return target.decidedOn;
    case 'feedback':
      return target.feedbackLetters?.issuedOn ?? target.principalFedBackOn ?? target.unitFedBackOn;
    case 'plan':
      return submittedOn(target.plan);
    case 'rectificationReport':
      return submittedOn(target.rectificationReport);
  }
}

function submittedOn({ version, submittedOn: on }: Submission): CalendarDate | undefined {
  return version > 0 ? on : undefined;
}
