import { z } from 'zod';
import { meet, start, waive } from '../../clock/actions.js';
import { roundSuspended } from '../../clock/suspension.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { isFedBack } from '../../shared/inspection.js';
import { isStanding } from '../finding-checks.js';
import { toRound, type TargetState } from '../state.js';

const isFinished = guard<TargetState>((target) => {
  if (target.status !== 'stationed')
    return reject('not-in-fieldwork', 'Only a stationed group withdraws.');
  const open = Object.values(target.findings).some(
    (finding) => isStanding(finding) && finding.status !== 'confirmed',
  );
  if (open)
    return reject('finding-open', 'Every finding is confirmed or dropped before withdrawal.');
  if (target.documentsOut?.length)
    return reject('documents-out', 'Every borrowed document is given back before withdrawal.');
  if (!target.oldFindings.every((finding) => Object.hasOwn(target.verdicts, finding)))
    return reject(
      'verdict-missing',
      'Every earlier finding has a verdict before the group leaves.',
    );
  return roundSuspended(target) ?? true;
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
    GroupWithdrawn: ({ withdrawnOn }, { pack, type }) => [
      meet('fieldwork-end', withdrawnOn),
      waive('midterm-report', 'the group has withdrawn'),
      start(isFedBack(type) ? 'report-after-fieldwork' : 'supervision-report', pack, withdrawnOn),
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
    ...Object.values(target.ledgers ?? {}),
    target.midtermReportOn ?? '',
    ...Object.values(target.findings).map(({ confirmedOn, draftedOn }) => confirmedOn ?? draftedOn),
  ];
  return days.sort().at(-1) ?? '';
}
