import type { Rung } from '../shared/policy.js';

const day = (amount: number) => ({ amount, unit: 'calendarDay' as const });
const workingDay = (amount: number) => ({ amount, unit: 'workingDay' as const });

/** Ladder S (rectification): letters by colour, then rising audiences. Source: `domain.md` B.0. */
export const S: readonly Rung[] = [
  {
    key: 'green',
    offset: day(-20),
    lamp: 'green',
    audience: ['owner'],
    paper: 'warning-letter-green',
  },
  {
    key: 'yellow',
    offset: day(-10),
    lamp: 'yellow',
    audience: ['owner', 'targetPrincipal'],
    paper: 'warning-letter-yellow',
  },
  {
    key: 'yellow-call',
    offset: workingDay(-3),
    lamp: 'yellow',
    audience: ['owner', 'officeStaff'],
  },
  { key: 'due', offset: day(0), lamp: 'yellow', audience: ['owner', 'targetLiaison'] },
  {
    key: 'red',
    offset: workingDay(1),
    lamp: 'red',
    audience: ['owner', 'targetPrincipal', 'officeStaff'],
    paper: 'warning-letter-red',
  },
  {
    key: 'red-5',
    offset: workingDay(5),
    lamp: 'red',
    audience: ['supervisingLeader', 'officeDirector', 'dailySupervisor'],
    paper: 'supervision-order',
  },
  {
    key: 'red-10',
    offset: workingDay(10),
    lamp: 'red',
    audience: ['executiveDeputyHead'],
    paper: 'interview-notice',
  },
  {
    key: 'red-20',
    offset: workingDay(20),
    lamp: 'red',
    audience: ['leadingGroupHead'],
    paper: 'accountability-proposal',
  },
];

/** Ladder R (report and decision steps), an internal memo at each rung. Source: `domain.md` B.0. */
export const R: readonly Rung[] = [
  { key: 'yellow', offset: workingDay(-5), lamp: 'yellow', audience: ['owner'], paper: 'memo' },
  {
    key: 'due',
    offset: day(0),
    lamp: 'yellow',
    audience: ['owner', 'officeDirector'],
    paper: 'memo',
  },
  {
    key: 'red-3',
    offset: workingDay(3),
    lamp: 'red',
    audience: ['owner', 'officeDirector', 'executiveDeputyHead'],
    paper: 'memo',
  },
  {
    key: 'red-7',
    offset: workingDay(7),
    lamp: 'red',
    audience: ['executiveDeputyHead', 'leadingGroupHead'],
    paper: 'memo',
  },
];

/** Ladder C (clue): urging letters; listed supervision ten working days late. Source: `domain.md` B.0. */
export const C: readonly Rung[] = [
  {
    key: 'green',
    offset: day(-20),
    lamp: 'green',
    audience: ['owner'],
    paper: 'urging-letter',
  },
  {
    key: 'yellow',
    offset: day(-10),
    lamp: 'yellow',
    audience: ['owner', 'clueOfficer'],
    paper: 'urging-letter',
  },
  {
    key: 'due',
    offset: day(0),
    lamp: 'yellow',
    audience: ['owner', 'clueOfficer'],
    paper: 'urging-letter',
  },
  {
    key: 'red',
    offset: workingDay(1),
    lamp: 'red',
    audience: ['owner', 'organizationReceiver'],
    paper: 'urging-letter',
  },
  {
    key: 'red-10',
    offset: workingDay(10),
    lamp: 'red',
    audience: ['executiveDeputyHead'],
    paper: 'listed-supervision',
  },
  { key: 'red-20', offset: workingDay(20), lamp: 'red', audience: ['leadingGroupHead'] },
];

/** Ladder I (immediate): short, while the group is still there. Source: `domain.md` B.0. */
export const I: readonly Rung[] = [
  {
    key: 'half-time',
    offset: { amount: -1, unit: 'halfTime' },
    lamp: 'yellow',
    audience: ['owner'],
    paper: 'immediate-notice',
  },
  {
    key: 'yellow',
    offset: workingDay(-2),
    lamp: 'yellow',
    audience: ['owner', 'targetPrincipal'],
    paper: 'immediate-notice',
  },
  {
    key: 'due',
    offset: day(0),
    lamp: 'yellow',
    audience: ['owner', 'targetPrincipal', 'groupHead'],
    paper: 'immediate-notice',
  },
  {
    key: 'red',
    offset: workingDay(1),
    lamp: 'red',
    audience: ['targetPrincipal', 'groupHead', 'officeDirector'],
  },
  {
    key: 'red-3',
    offset: workingDay(3),
    lamp: 'red',
    audience: ['groupHead', 'officeDirector'],
    // What was not put right at once joins the formal findings, marked as not done.
    paper: 'formal-finding',
  },
];

/** Ladder N (nudge): where the text says only "promptly", one word to the owner on the day the practice names. */
export const N: readonly Rung[] = [
  { key: 'nudge', offset: day(0), lamp: 'yellow', audience: ['owner'] },
];

/** Ladder Q (quiet): the due date stands in the case, and another case does the reminding. */
export const Q: readonly Rung[] = [];
