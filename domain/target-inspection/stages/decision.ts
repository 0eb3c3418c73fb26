import { z } from 'zod';
import { meet, start, waive } from '../../clock/actions.js';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { FindingId } from '../plan-row.js';
import { attempt, withFinding, type TargetState } from '../state.js';

/** The secretary's meeting has decided: the report is approved, and with it every confirmed finding. */
export const decision = stageOf<TargetState>()({
  name: 'decision',
  commands: {
    RecordDecision: { by: ['process'], data: z.strictObject({ decidedOn: CalendarDate }) },
  },
  events: {
    ReportApproved: z.object({ decidedOn: CalendarDate }),
    FindingsApproved: z.object({ findings: z.array(FindingId) }),
  },
  decide: {
    RecordDecision: (data, { status, decidedOn, findings, supersededVersion }) => {
      if (decidedOn !== undefined) return [];
      // While a correction waits for the office, the meetings decide on the version accepted before.
      if (status !== 'reportAccepted' && supersededVersion === undefined)
        return reject('report-not-accepted', 'The office has not accepted the report yet.');
      const confirmed = Object.keys(findings).filter((id) => findings[id]?.status === 'confirmed');
      return [
        { type: 'ReportApproved', data },
        { type: 'FindingsApproved', data: { findings: confirmed } },
      ];
    },
  },
  evolve: {
    ReportApproved: (target, { decidedOn }) => ({ ...target, status: 'decided', decidedOn }),
    FindingsApproved: (target, { findings }) =>
      findings.reduce((all, id) => withFinding(all, id, { status: 'approved' }), target),
  },
  clock: {
    ReportApproved: ({ decidedOn }, { pack, report: { version } }) => [
      meet('target-decision', decidedOn),
      waive(attempt('office-review', version), 'decided on the version accepted before'),
      waive(attempt('report-revision', version), 'decided on the version accepted before'),
      start('feedback-after-decision', pack, decidedOn),
    ],
  },
});
