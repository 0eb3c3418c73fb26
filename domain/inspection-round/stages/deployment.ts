import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { roundSuspended } from '../../clock/suspension.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { groupsOf, isListed, targetsOf, type RoundState } from '../state.js';

const canDeploy = guard<RoundState>((round, context) => {
  const listed = isListed(round, context);
  if (listed !== true) return listed;
  if (round.deployedOn !== undefined)
    return reject('deployment-already-held', 'The deployment meeting is recorded already.');
  if (targetsOf(round).some(({ group }) => group === undefined))
    return reject('target-without-group', 'Every target has a group before the deployment.');
  if (groupsOf(round).some(({ authorizedOn }) => authorizedOn === undefined))
    return reject('head-not-authorized', 'Every group head is authorized before the deployment.');
  return roundSuspended(round) ?? true;
});

const Meeting = z.object({
  heldOn: CalendarDate,
  minutes: Digest,
  speakers: z.array(z.string().min(1).max(100)).min(1).max(40),
  requirements: z.array(z.string().min(1).max(300)).max(40),
});

/**
 * The deployment meeting sends the groups out. It may be entered after a group was stationed, since offices
 * write down a meeting when they get to it; the deadline says whether it was held late.
 */
export const deployment = stageOf<RoundState>()({
  name: 'deployment',
  commands: {
    HoldDeploymentMeeting: {
      by: ['officeStaff', 'officeDirector'],
      guard: canDeploy,
      data: z.strictObject(Meeting.shape),
    },
  },
  events: { DeploymentMeetingHeld: Meeting },
  decide: {
    HoldDeploymentMeeting: (data, round, context) => {
      const authorized = groupsOf(round).map(({ authorizedOn }) => authorizedOn ?? '');
      return (
        dateRefusal(data.heldOn, context, {
          on: authorized.reduce((a, b) => (a > b ? a : b), round.approvedOn ?? ''),
          code: 'deployed-before-authorization',
          message: 'The deployment meeting follows the authorization of every group head.',
        }) ?? [{ type: 'DeploymentMeetingHeld', data }]
      );
    },
  },
  evolve: {
    DeploymentMeetingHeld: (round, { heldOn }) => ({
      ...round,
      deployedOn: heldOn,
      status: round.status === 'approved' ? 'deployed' : round.status,
    }),
  },
  clock: {
    DeploymentMeetingHeld: ({ heldOn }, { pack, status, plannedFrom }) => [
      meet('round-deployment', heldOn),
      ...(pack && status === 'deployed'
        ? [start('round-stationing', pack, heldOn, { dueOn: plannedFrom })]
        : []),
    ],
  },
});
