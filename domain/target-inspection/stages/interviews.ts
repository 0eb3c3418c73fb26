import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { entryRefusal, withEntry } from '../fieldwork-ledger.js';
import { isInFieldwork, type TargetState } from '../state.js';

/** Who was heard is named by kind of post only; what was said stands in the record behind the digest. */
const Interview = z.object({
  interview: PaperNumber,
  heldOn: CalendarDate,
  inspectors: z.array(z.string().min(1).max(100)).min(1).max(6),
  interviewee: z.enum([
    'topLeader',
    'leadingBody',
    'middleManager',
    'staff',
    'retired',
    'representative',
    'public',
  ]),
  record: Digest,
});

/** Individual interviews; two inspectors hear, so that neither is alone with what was said. Source: B.2 Inspecting. */
export const interviews = stageOf<TargetState>()({
  name: 'interviews',
  commands: {
    RecordInterview: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Interview.shape),
    },
  },
  events: { InterviewHeld: Interview },
  decide: {
    RecordInterview: (data, target, context) => {
      if (new Set(data.inspectors).size < 2)
        return reject('one-inspector', 'Two different inspectors hold an interview.');
      return (
        entryRefusal(target, ['interviews', data.interview], data.heldOn, context) ?? [
          { type: 'InterviewHeld', data },
        ]
      );
    },
  },
  evolve: {
    InterviewHeld: (target, { interview, heldOn }) =>
      withEntry(target, ['interviews', interview], heldOn),
  },
});
