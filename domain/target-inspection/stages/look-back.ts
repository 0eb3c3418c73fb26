import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { judgesOldFindings } from '../../shared/inspection.js';
import { FOLLOW_UP_VERDICTS } from '../follow-up.js';
import type { TargetState } from '../state.js';

const looksBack = guard<TargetState>(({ type, status }) => {
  if (!judgesOldFindings(type))
    return reject(
      'not-a-look-back',
      'Only a look-back or a rectification supervision judges earlier findings.',
    );
  return (
    status === 'stationed' ||
    reject('not-in-fieldwork', 'Only between stationing and withdrawal of the group.')
  );
});

const Verdict = z.object({
  finding: z.string().min(1).max(40),
  recordedOn: CalendarDate,
  verdict: z.enum(FOLLOW_UP_VERDICTS),
});

/** A look-back ("回头看") starts from the old findings, and so does a supervision; each of them gets a verdict. */
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
