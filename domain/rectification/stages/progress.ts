import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { isWorkedOn, sinceAttempt, withSubmitter, type RectificationState } from '../state.js';

const Progress = z.object({
  reportedOn: CalendarDate,
  percent: z.int().min(0).max(100),
  note: z.string().min(1).max(300),
});

/** `observedOn` is the day the evidence speaks of, `receivedOn` the day it came in. Source: `domain.md` 3.2, row 7. */
const Evidence = z.object({
  evidence: Digest,
  observedOn: CalendarDate,
  receivedOn: CalendarDate,
  kind: z.enum(['document', 'photo', 'record', 'voucher', 'rule', 'other']),
});

/** Old papers are legal evidence, but whoever verifies sees that they speak of a day before the attempt. */
const MarkedEvidence = Evidence.extend({ predatesAttempt: z.literal(true).optional() });

/** The owner reports progress and hands in evidence; neither stops the ladder. */
export const progress = stageOf<RectificationState>()({
  name: 'progress',
  commands: {
    ReportProgress: {
      by: ['targetOwner', 'targetLiaison'],
      guard: isWorkedOn,
      data: z.strictObject(Progress.shape),
    },
    SubmitEvidence: {
      by: ['targetOwner', 'targetLiaison'],
      guard: isWorkedOn,
      data: z.strictObject(Evidence.shape),
    },
  },
  events: {
    ProgressReported: Progress,
    EvidenceSubmitted: MarkedEvidence,
  },
  decide: {
    ReportProgress: (data, item, context) =>
      dateRefusal(data.reportedOn, context, sinceAttempt(item)) ?? [
        { type: 'ProgressReported', data },
      ],
    SubmitEvidence: (data, item, context) => {
      if (item.evidence.includes(data.evidence))
        return reject('evidence-already-submitted', 'This file is in the item already.');
      if (item.feedbackOn !== undefined && data.observedOn < item.feedbackOn)
        return reject(
          'evidence-before-feedback',
          `What was there before the feedback of ${item.feedbackOn} proves no rectification.`,
        );
      const mark = data.observedOn < item.sinceOn ? { predatesAttempt: true as const } : {};
      return (
        dateRefusal(data.receivedOn, context, {
          on: data.observedOn,
          code: 'received-before-observed',
          message: 'Evidence comes in after the day it speaks of.',
        }) ?? [{ type: 'EvidenceSubmitted', data: { ...data, ...mark } }]
      );
    },
  },
  evolve: {
    ProgressReported: (item) => item,
    EvidenceSubmitted: (item, { evidence }, { actor }) => ({
      ...item,
      evidence: [...item.evidence, evidence],
      submitters: withSubmitter(item, actor.id),
    }),
  },
});
