import { z } from 'zod';
import { start } from '../../clock/actions.js';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { StreamId } from '../../shared/ids.js';
import { InspectionMode, InspectionType, OwningCommittee } from '../../shared/inspection.js';
import { PackRef } from '../../shared/policy.js';
import type { TargetState } from '../state.js';

const Listing = z.object({
  round: StreamId,
  number: z.string().min(1).max(80),
  unit: z.string().min(1).max(40),
  name: z.string().min(1).max(100),
  category: z.string().min(1).max(40),
  type: InspectionType,
  modes: z.array(InspectionMode).max(3).default([]),
  owner: OwningCommittee.optional(),
  lookBackOf: z
    .object({ inspection: z.string(), round: z.string(), findings: z.array(z.string()) })
    .optional(),
  plannedFrom: CalendarDate,
  plannedTo: CalendarDate,
  pack: PackRef,
});

const Assignment = z.object({
  group: z.int().min(1),
  name: z.string().min(1).max(100),
  scope: z.string().min(1).max(100),
  pledgesRequired: z.boolean().optional(),
});

/** The approved round lists the target and names the group that will inspect it. */
export const listing = stageOf<TargetState>()({
  name: 'listing',
  commands: {
    ListTarget: { by: ['process'], opens: true, data: z.strictObject(Listing.shape) },
    AssignGroup: { by: ['process'], data: z.strictObject(Assignment.shape) },
  },
  events: {
    TargetListed: Listing,
    GroupAssigned: Assignment,
  },
  decide: {
    ListTarget: (data) => [{ type: 'TargetListed', data }],
    AssignGroup: (data, { status, group }) => {
      if (group?.number === data.group && group.scope === data.scope) return [];
      if (status !== 'listed' && status !== 'notified')
        return reject('already-stationed', 'Another group has been stationed already.');
      return [{ type: 'GroupAssigned', data }];
    },
  },
  evolve: {
    TargetListed: (target, { category: _category, lookBackOf, ...data }) => ({
      ...target,
      ...data,
      status: 'listed',
      oldFindings: lookBackOf?.findings ?? [],
    }),
    GroupAssigned: (target, { group, scope, pledgesRequired }) => ({
      ...target,
      group: { number: group, scope },
      ...(pledgesRequired === undefined ? {} : { pledgesRequired }),
    }),
  },
  clock: {
    // A flexible inspection is not announced, so no day is set for its notice.
    TargetListed: ({ type, plannedFrom, pack }) => [
      ...(type === 'flexible' ? [] : [start('notice-before-stationing', pack, plannedFrom)]),
      start('stationing', pack, plannedFrom, { dueOn: plannedFrom }),
    ],
  },
});
