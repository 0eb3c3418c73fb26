import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { parseStream, StreamId } from '../../shared/ids.js';
import { standingRefusal } from '../finding-checks.js';
import { FindingId } from '../plan-row.js';
import { withFinding, type TargetState } from '../state.js';

const Recurrence = z.object({
  finding: FindingId,
  /** The finding of an earlier inspection, of this target or another. */
  earlier: z.strictObject({ inspection: StreamId, finding: z.string().min(1).max(40) }),
});

/**
 * The same problem was found before (屡巡屡犯). That both lie under one leaf of the taxonomy is the sender's
 * claim: the earlier finding lies in another stream, which this one cannot look into.
 */
export const recurrence = stageOf<TargetState>()({
  name: 'recurrence',
  commands: {
    LinkRecurrence: { by: ['officeStaff', 'process'], data: z.strictObject(Recurrence.shape) },
  },
  events: { RecurrenceLinked: Recurrence },
  decide: {
    LinkRecurrence: (data, target, { stream }) => {
      const { finding, earlier } = data;
      if (parseStream(earlier.inspection)?.process !== 'target-inspection')
        return reject('not-an-inspection', 'A finding recurs from the inspection of a target.');
      if (earlier.inspection === stream)
        return reject('same-inspection', 'A finding recurs from an earlier inspection.');
      const refusal = standingRefusal(target, [finding]);
      if (refusal) return refusal;
      return target.findings[finding]?.recursFrom?.includes(linkTo(earlier))
        ? []
        : [{ type: 'RecurrenceLinked', data }];
    },
  },
  evolve: {
    RecurrenceLinked: (target, { finding, earlier }) =>
      withFinding(target, finding, {
        recursFrom: [...(target.findings[finding]?.recursFrom ?? []), linkTo(earlier)],
      }),
  },
});

function linkTo({ inspection, finding }: z.infer<typeof Recurrence>['earlier']): string {
  return `${inspection}/${finding}`;
}
