import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { isListed, reachedByAll, targetOf, withTarget, type RoundState } from '../state.js';

const Unit = z.string().min(1).max(40);
const Stationing = z.object({ unit: Unit, stationedOn: CalendarDate });
const Withdrawal = z.object({ unit: Unit, withdrawnOn: CalendarDate });

/** Statuses before the groups are out; a stationing counts even when the deployment is not entered yet. */
const BEFORE_STATIONING: readonly string[] = ['approved', 'deployed'];
const BEFORE_FIELDWORK_END: readonly string[] = [...BEFORE_STATIONING, 'stationed'];

/** The groups work on site: the first target stationed opens the fieldwork, the last group withdrawn ends it. */
export const fieldwork = stageOf<RoundState>()({
  name: 'fieldwork',
  commands: {
    NoteTargetStationed: {
      by: ['process'],
      guard: isListed,
      data: z.strictObject(Stationing.shape),
    },
    NoteTargetWithdrawn: {
      by: ['process'],
      guard: isListed,
      data: z.strictObject(Withdrawal.shape),
    },
  },
  events: {
    TargetStationedNoted: Stationing,
    RoundStationed: z.object({ stationedOn: CalendarDate }),
    TargetWithdrawnNoted: Withdrawal,
    FieldworkEnded: z.object({ endedOn: CalendarDate }),
  },
  decide: {
    NoteTargetStationed: (data, round) => {
      const target = targetOf(round, data.unit);
      if (!target) return reject('target-unknown', `${data.unit} is no target of this round.`);
      if (target.stationedOn !== undefined) return [];
      const noted = { type: 'TargetStationedNoted', data } as const;
      if (!BEFORE_STATIONING.includes(round.status)) return [noted];
      return [noted, { type: 'RoundStationed', data: { stationedOn: data.stationedOn } }];
    },
    NoteTargetWithdrawn: (data, round) => {
      const target = targetOf(round, data.unit);
      if (!target) return reject('target-unknown', `${data.unit} is no target of this round.`);
      if (target.withdrawnOn !== undefined) return [];
      const noted = { type: 'TargetWithdrawnNoted', data } as const;
      const endedOn = reachedByAll(
        withTarget(round, data.unit, { withdrawnOn: data.withdrawnOn }),
        'withdrawnOn',
      );
      if (endedOn === undefined || !BEFORE_FIELDWORK_END.includes(round.status)) return [noted];
      return [noted, { type: 'FieldworkEnded', data: { endedOn } }];
    },
  },
  evolve: {
    TargetStationedNoted: (round, { unit, stationedOn }) =>
      withTarget(round, unit, { stationedOn }),
    RoundStationed: (round) => ({ ...round, status: 'stationed' }),
    TargetWithdrawnNoted: (round, { unit, withdrawnOn }) =>
      withTarget(round, unit, { withdrawnOn }),
    FieldworkEnded: (round) => ({ ...round, status: 'fieldworkEnded' }),
  },
  clock: {
    RoundStationed: ({ stationedOn }, { pack, plannedTo }) => [
      meet('round-stationing', stationedOn),
      ...(pack ? [start('round-fieldwork', pack, stationedOn, { dueOn: plannedTo })] : []),
    ],
    FieldworkEnded: ({ endedOn }, { pack }) => [
      meet('round-stationing', endedOn),
      meet('round-fieldwork', endedOn),
      ...(pack ? [start('secretary-meeting-hears', pack, endedOn)] : []),
    ],
  },
});
