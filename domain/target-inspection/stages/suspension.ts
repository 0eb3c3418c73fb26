import { z } from 'zod';
import {
  pauseRunning,
  resumeSuspended,
  resumedFrom,
  suspendedFrom,
  suspendedSince,
} from '../../clock/suspension.js';
import { stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import type { TargetState } from '../state.js';

const Suspending = z.object({ suspendedOn: CalendarDate, reason: z.string().min(1).max(500) });
const Resuming = z.object({ resumedOn: CalendarDate });

/** A suspended round suspends its targets; an item ordered before goes on, since its unit can still rectify. */
export const suspension = stageOf<TargetState>()({
  name: 'suspension',
  commands: {
    SuspendTarget: { by: ['process'], data: z.strictObject(Suspending.shape) },
    ResumeTarget: { by: ['process'], data: z.strictObject(Resuming.shape) },
  },
  events: { TargetInspectionSuspended: Suspending, TargetInspectionResumed: Resuming },
  decide: {
    SuspendTarget: (data, target) =>
      suspendedSince(target) === undefined ? [{ type: 'TargetInspectionSuspended', data }] : [],
    ResumeTarget: (data, target) =>
      suspendedSince(target) === undefined ? [] : [{ type: 'TargetInspectionResumed', data }],
  },
  evolve: {
    TargetInspectionSuspended: (target, { suspendedOn }) => suspendedFrom(target, suspendedOn),
    TargetInspectionResumed: (target, { resumedOn }) => resumedFrom(target, resumedOn),
  },
  clock: {
    TargetInspectionSuspended: ({ suspendedOn, reason }, target, context) =>
      pauseRunning(target, suspendedOn, reason, context),
    TargetInspectionResumed: ({ resumedOn }, target) => resumeSuspended(target, resumedOn),
  },
});
