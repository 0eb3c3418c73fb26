import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import type { TargetState } from '../state.js';

const looksBack = guard<TargetState>(({ type, status }) => {
  if (type !== 'lookBack')
    return reject('not-a-look-back', 'Only a look-back judges earlier findings.');
  return (
    status === 'stationed' ||
    reject('not-in-fieldwork', 'Only between stationing and withdrawal of the group.')
  );
});

const Verdict = z.object({
  finding: z.string().min(1).max(40),
  recordedOn: CalendarDate,
  verdict: z.enum(['solved', 'partly', 'rebounded', 'false']),
});

/** A look-back ("回头看") starts from the old findings; each of them gets a verdict. */
export const lookBack = stageOf<TargetState>()({
  name: 'look-back',
  commands: {
    RecordLookBackVerdict: {
      by: ['groupHead'],
      guard: looksBack,
      data: z.strictObject(Verdict.shape),
    },
  },
  events: {
    LookBackVerdictRecorded: Verdict,
  },
  decide: {
    RecordLookBackVerdict: (data, { oldFindings, stationedOn }, context) => {
      if (!oldFindings.includes(data.finding))
        return reject('old-finding-unknown', `${data.finding} is none of the earlier findings.`);
      return (
        dateRefusal(data.recordedOn, context, {
          on: stationedOn,
          code: 'before-stationing',
          message: 'Verdicts are given once the group is stationed.',
        }) ?? [{ type: 'LookBackVerdictRecorded', data }]
      );
    },
  },
  evolve: {
    LookBackVerdictRecorded: (target, { finding, verdict }) => ({
      ...target,
      verdicts: { ...target.verdicts, [finding]: verdict },
    }),
  },
});
