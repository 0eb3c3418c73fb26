import { z } from 'zod';
import { reject, stageOf, type DecisionContext, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import { holds } from '../../shared/roles.js';
import { Person, sinceApproval } from '../groups.js';
import { isListed, targetOf, type GuidanceGroup, type RoundState } from '../state.js';

const GuidanceNaming = z.object({
  code: PaperNumber,
  body: z.string().min(1).max(100),
  members: z.array(Person).min(1).max(20),
  fromOn: CalendarDate,
});

const Visit = z.object({
  code: PaperNumber,
  visitedOn: CalendarDate,
  /** Number of the meeting that was sat in on. */
  meeting: PaperNumber.optional(),
  unit: z.string().min(1).max(40).optional(),
  opinion: Digest,
});

/** The level above names people who sit in on the round and leave opinions; they change nothing. Source: rows 3 and 88. */
export const guidance = stageOf<RoundState>()({
  name: 'guidance',
  commands: {
    NameGuidanceGroup: {
      by: ['officeStaff', 'officeDirector'],
      guard: isListed,
      data: z.strictObject(GuidanceNaming.shape),
    },
    RecordGuidanceVisit: {
      by: ['officeStaff', 'guidanceObserver'],
      guard: isListed,
      data: z.strictObject(Visit.shape),
    },
  },
  events: {
    GuidanceGroupNamed: GuidanceNaming,
    GuidanceVisitRecorded: Visit,
  },
  decide: {
    NameGuidanceGroup: (data, round, context) => {
      if (guidanceGroupOf(round, data.code))
        return reject('guidance-group-already-named', 'This guidance group is named already.');
      if (new Set(data.members).size < data.members.length)
        return reject('named-twice', 'Each member of a group is named once.');
      return (
        dateRefusal(
          data.fromOn,
          context,
          sinceApproval(round, 'guided-before-approval', 'Guidance is for an approved round.'),
        ) ?? [{ type: 'GuidanceGroupNamed', data }]
      );
    },
    RecordGuidanceVisit: (data, round, context) => {
      const group = guidanceGroupOf(round, data.code);
      if (!group)
        return reject('guidance-group-unknown', `The round has no guidance group ${data.code}.`);
      if (group.visits.includes(data.opinion)) return [];
      return visitRefusal(data, group, round, context) ?? [{ type: 'GuidanceVisitRecorded', data }];
    },
  },
  evolve: {
    GuidanceGroupNamed: (round, { code, members, fromOn }) => ({
      ...round,
      guidanceGroups: { ...round.guidanceGroups, [code]: { fromOn, members, visits: [] } },
    }),
    GuidanceVisitRecorded: (round, { code, opinion }) => {
      const group = guidanceGroupOf(round, code);
      if (!group) return round;
      const visited = { ...group, visits: [...group.visits, opinion] };
      return { ...round, guidanceGroups: { ...round.guidanceGroups, [code]: visited } };
    },
  },
});

function guidanceGroupOf({ guidanceGroups = {} }: RoundState, code: string) {
  return ownEntry(guidanceGroups, code);
}

function visitRefusal(
  { visitedOn, meeting, unit }: z.output<typeof Visit>,
  { fromOn, members }: GuidanceGroup,
  round: RoundState,
  context: DecisionContext,
): Rejection | undefined {
  const isOffice = holds(context.actor, ['officeStaff'], []);
  if (!isOffice && !members.includes(context.actor.id))
    return reject('not-in-guidance-group', 'Only its own members record a guidance group’s visit.');
  if (meeting === undefined && unit === undefined)
    return reject('visit-without-place', 'A visit names the meeting or the target it was paid to.');
  if (unit !== undefined && !targetOf(round, unit))
    return reject('target-unknown', `${unit} is no target of this round.`);
  return dateRefusal(visitedOn, context, {
    on: fromOn,
    code: 'visited-before-naming',
    message: 'A guidance group visits once it is named.',
  });
}
