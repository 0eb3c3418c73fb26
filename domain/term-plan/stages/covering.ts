import { z } from 'zod';
import { meet } from '../../clock/actions.js';
import { stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { InspectionType } from '../../shared/inspection.js';
import { isReached } from '../coverage.js';
import { planOf, yearOf, type TermState } from '../state.js';

const Round = z.object({
  round: z.string().min(1).max(120),
  approvedOn: CalendarDate,
  targets: z.int().min(0).max(1_000),
});
const Covered = z.object({
  unit: z.string().min(1).max(40),
  round: z.string().min(1).max(120),
  inspection: z.string().min(1).max(120),
  coveredOn: CalendarDate,
  type: InspectionType,
});

/** Rounds and inspections report here; what is reported is kept, even of a unit the catalog does not know. */
export const covering = stageOf<TermState>()({
  name: 'covering',
  commands: {
    NoteRoundApproved: { by: ['process'], data: z.strictObject(Round.shape) },
    NoteTargetCovered: { by: ['process'], data: z.strictObject(Covered.shape) },
  },
  events: { RoundApprovalNoted: Round, TargetCoverageNoted: Covered },
  decide: {
    NoteRoundApproved: (data, { rounds }) =>
      rounds.some(({ round }) => round === data.round)
        ? []
        : [{ type: 'RoundApprovalNoted', data }],
    NoteTargetCovered: (data, { inspections }) =>
      inspections.some(({ inspection }) => inspection === data.inspection)
        ? []
        : [{ type: 'TargetCoverageNoted', data }],
  },
  evolve: {
    RoundApprovalNoted: (term, data) => ({ ...term, rounds: [...term.rounds, data] }),
    TargetCoverageNoted: (term, data) => ({ ...term, inspections: [...term.inspections, data] }),
  },
  clock: {
    RoundApprovalNoted: ({ approvedOn }, term) => {
      const plan = planOf(term, yearOf(approvedOn));
      return plan && isReached(term, yearOf(approvedOn)) ? [meet(plan.deadline, approvedOn)] : [];
    },
  },
});
