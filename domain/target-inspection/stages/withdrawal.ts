import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { toRound, type TargetState } from '../state.js';

const isFinished = guard<TargetState>((target) => {
  if (target.status !== 'stationed')
    return reject('not-in-fieldwork', 'Only a stationed group withdraws.');
  const open = Object.values(target.findings).some(
    ({ status }) => status !== 'confirmed' && status !== 'dropped',
  );
  if (open)
    return reject('finding-open', 'Every finding is confirmed or dropped before withdrawal.');
  return (
    target.oldFindings.every((finding) => Object.hasOwn(target.verdicts, finding)) ||
    reject('verdict-missing', 'A look-back ends with a verdict on every earlier finding.')
  );
});

const Withdrawal = z.object({
  withdrawnOn: CalendarDate,
  questionnairesReturned: z.int().min(0),
});

/** The group leaves; with it every intake channel closes, and the report falls due. */
export const withdrawal = stageOf<TargetState>()({
  name: 'withdrawal',
  commands: {
    WithdrawGroup: {
      by: ['groupHead'],
      guard: isFinished,
      data: z.strictObject(Withdrawal.shape),
    },
  },
  events: {
    IntakeChannelClosed: z.object({ channel: z.int().min(1), closedOn: CalendarDate }),
    GroupWithdrawn: Withdrawal,
  },
  decide: {
    WithdrawGroup: (data, target, context) => {
      if (data.questionnairesReturned > target.questionnairesIssued)
        return reject(
          'more-returned-than-issued',
          'More questionnaires came back than were issued.',
        );
      return (
        dateRefusal(data.withdrawnOn, context, {
          on: lastDayOfWork(target),
          code: 'before-last-work',
          message: 'The group withdraws after its last recorded work.',
        }) ?? [
          ...Object.keys(target.openChannels).map((channel) => ({
            type: 'IntakeChannelClosed' as const,
            data: { channel: Number(channel), closedOn: data.withdrawnOn },
          })),
          { type: 'GroupWithdrawn', data },
        ]
      );
    },
  },
  evolve: {
    IntakeChannelClosed: (target, { channel }) => {
      const { [channel]: _closed, ...openChannels } = target.openChannels;
      return { ...target, openChannels };
    },
    GroupWithdrawn: (target, { withdrawnOn }) => ({ ...target, status: 'withdrawn', withdrawnOn }),
  },
  clock: {
    GroupWithdrawn: ({ withdrawnOn }, { pack }) => [
      meet('fieldwork-end', withdrawnOn),
      start('report-after-fieldwork', pack, withdrawnOn),
    ],
  },
  effects: {
    GroupWithdrawn: ({ withdrawnOn }, target) =>
      toRound(target, { type: 'NoteTargetWithdrawn', data: { unit: target.unit, withdrawnOn } }),
  },
});

/** The latest day on which the group is known to have worked at the target. */
function lastDayOfWork(target: TargetState): CalendarDate {
  const days = [
    target.stationedOn ?? '',
    ...Object.values(target.openChannels),
    ...Object.values(target.findings).map(({ confirmedOn, draftedOn }) => confirmedOn ?? draftedOn),
  ];
  return days.sort().at(-1) ?? '';
}
