import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Grade } from '../../shared/grade.js';
import { Digest } from '../../shared/ids.js';
import { isFedBack } from '../../shared/inspection.js';
import {
  isListed,
  reachedByAll,
  targetOf,
  targetsOf,
  withTarget,
  type RoundState,
} from '../state.js';

const canAssess = guard<RoundState>((round) => {
  if (round.status !== 'rectifying')
    return reject('round-not-rectifying', 'Only a round in its rectification period is assessed.');
  return (
    reachedByAll(round, 'closedOn') !== undefined ||
    reject('targets-open', 'The round is assessed when every target is closed.')
  );
});

const Assessment = z.object({
  assessedOn: CalendarDate,
  assessment: Digest,
  /** One grade per unit that was fed back; a supervised unit rectifies what an earlier round found. */
  grades: z.record(z.string().min(1).max(40), Grade),
});

const Closing = z.object({ unit: z.string().min(1).max(40), closedOn: CalendarDate });

/** The targets rectify and close; when the last one has, the effect of the whole round is assessed. */
export const rectifying = stageOf<RoundState>()({
  name: 'rectifying',
  commands: {
    NoteTargetClosed: { by: ['process'], guard: isListed, data: z.strictObject(Closing.shape) },
    AssessRectification: {
      by: ['officeStaff', 'officeDirector'],
      guard: canAssess,
      data: z.strictObject(Assessment.shape),
    },
  },
  events: {
    TargetClosingNoted: Closing,
    RectificationAssessed: Assessment,
  },
  decide: {
    NoteTargetClosed: (data, round) => {
      const target = targetOf(round, data.unit);
      if (!target) return reject('target-unknown', `${data.unit} is no target of this round.`);
      return target.closedOn === undefined ? [{ type: 'TargetClosingNoted', data }] : [];
    },
    AssessRectification: (data, round, context) => {
      const stranger = Object.keys(data.grades).find((unit) => !targetOf(round, unit));
      if (stranger !== undefined)
        return reject('target-unknown', `${stranger} is no target of this round.`);
      const ungraded = targetsOf(round).find(
        ({ unit, type }) => isFedBack(type) && !Object.hasOwn(data.grades, unit),
      );
      if (ungraded) return reject('grade-missing', `${ungraded.unit} has no grade.`);
      return (
        dateRefusal(data.assessedOn, context, {
          on: reachedByAll(round, 'closedOn'),
          code: 'assessed-before-closing',
          message: 'The effect is assessed once every target is closed.',
        }) ?? [{ type: 'RectificationAssessed', data }]
      );
    },
  },
  evolve: {
    TargetClosingNoted: (round, { unit, closedOn }) => withTarget(round, unit, { closedOn }),
    RectificationAssessed: (round, { assessedOn }) => ({
      ...round,
      status: 'assessed',
      assessedOn,
    }),
  },
  clock: {
    TargetClosingNoted: (_data, round) => {
      const lastOn = reachedByAll(round, 'closedOn');
      if (!round.pack || lastOn === undefined) return [];
      return [meet('rectification-outer-limit', lastOn), start('assessment', round.pack, lastOn)];
    },
    RectificationAssessed: ({ assessedOn }, { pack }) => [
      meet('rectification-outer-limit', assessedOn),
      meet('assessment', assessedOn),
      ...(pack ? [start('round-closing', pack, assessedOn)] : []),
    ],
  },
});
