import { z } from 'zod';
import { guard, reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal, type Earliest } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { isWithTarget } from '../fact-sheets.js';
import {
  findingUnknown,
  inRectificationRefusal,
  isBeforeReport,
  namedTwiceRefusal,
  standingRefusal,
} from '../finding-checks.js';
import { Severity } from '../finding-dimensions.js';
import { FindingId } from '../plan-row.js';
import { withFinding, type FindingState, type TargetState } from '../state.js';

const isFrozen = guard<TargetState>(
  ({ feedbackReceivedOn, feedbackLetters }) =>
    (feedbackLetters?.issuedOn ?? feedbackReceivedOn) !== undefined ||
    reject('text-not-frozen', 'Until letters or feedback are out, the report itself is changed.'),
);

const Reason = z.string().min(1).max(500);

const Merge = z.object({
  into: FindingId,
  from: z.array(FindingId).min(1).max(50),
  mergedOn: CalendarDate,
  reason: Reason,
});

/** One matter per paper, so a part names its own focus and leaf of the taxonomy. */
const Part = z.strictObject({
  finding: FindingId,
  title: z.string().min(1).max(200),
  focus: z.string().min(1).max(100),
  taxonomy: z.string().min(1).max(60),
});
const Split = z.object({
  finding: FindingId,
  parts: z.array(Part).min(2).max(20),
  splitOn: CalendarDate,
  reason: Reason,
});

/** Where a finding can stand while the group still arranges its findings. */
const STEPS = ['drafted', 'returned', 'reviewed', 'confirmed'] as const;

/** What every part has from the finding it was cut from; said in the event, so that a reader needs no other. */
const Inherited = z.object({
  status: z.enum(STEPS),
  draftedOn: CalendarDate,
  confirmedOn: CalendarDate.optional(),
  severity: Severity.optional(),
});

const Superseding = z.object({
  finding: FindingId,
  /** The text that was fed back is version 1. */
  version: z.int().min(2),
  document: Digest,
  reason: Reason,
  supersededOn: CalendarDate,
});

/** Merging, splitting and superseding keep the line of descent: no number vanishes, and none gets another text unseen. */
export const findingLineage = stageOf<TargetState>()({
  name: 'finding-lineage',
  commands: {
    MergeFindings: {
      by: ['groupHead'],
      guard: isBeforeReport,
      data: z.strictObject(Merge.shape),
    },
    SplitFinding: { by: ['groupHead'], guard: isBeforeReport, data: z.strictObject(Split.shape) },
    SupersedeFinding: {
      by: ['officeDirector'],
      guard: isFrozen,
      data: z.strictObject(Superseding.shape),
    },
  },
  events: {
    FindingMerged: Merge,
    FindingSplit: Split.extend({ inherited: Inherited }),
    FindingSuperseded: Superseding,
  },
  decide: {
    MergeFindings: (data, target, context) =>
      standingRefusal(target, [data.into, ...data.from]) ??
      stepRefusal(target, [data.into, ...data.from]) ??
      goingRefusal(target, data.from) ??
      dateRefusal(data.mergedOn, context, sinceDrafts(target, [data.into, ...data.from])) ?? [
        { type: 'FindingMerged', data },
      ],
    SplitFinding: (data, target, context) =>
      standingRefusal(target, [data.finding]) ??
      partsRefusal(target, data.parts) ??
      goingRefusal(target, [data.finding]) ??
      dateRefusal(data.splitOn, context, sinceDrafts(target, [data.finding])) ?? [
        {
          type: 'FindingSplit',
          data: { ...data, inherited: inheritance(target.findings[data.finding]) },
        },
      ],
    SupersedeFinding: (data, target, context) => {
      const found = target.findings[data.finding];
      if (!found) return findingUnknown(data.finding);
      if (found.status !== 'approved' && found.status !== 'claimed')
        return reject('finding-not-fed-back', `Finding ${data.finding} was not fed back.`);
      const next = (found.version ?? 1) + 1;
      if (data.version !== next)
        return reject('version-out-of-order', `The next version is ${next}.`);
      return (
        dateRefusal(data.supersededOn, context, sinceText(target, found)) ?? [
          { type: 'FindingSuperseded', data },
        ]
      );
    },
  },
  evolve: {
    FindingMerged: (target, { from }) =>
      from.reduce((all, id) => withFinding(all, id, { status: 'merged' }), target),
    FindingSplit: (target, { finding, parts }) => {
      const found = target.findings[finding];
      if (!found) return target;
      const born = parts.map((part) => [part.finding, found] as const);
      const findings = { ...target.findings, ...Object.fromEntries(born) };
      return { ...target, findings: { ...findings, [finding]: { ...found, status: 'split' } } };
    },
    FindingSuperseded: (target, { finding, version, supersededOn }) =>
      withFinding(target, finding, { version, supersededOn }),
  },
});

/** A merged finding stands where each of its origins stood: nothing is confirmed by being merged. */
function stepRefusal(target: TargetState, ids: readonly string[]): Rejection | undefined {
  return new Set(ids.map((id) => target.findings[id]?.status)).size > 1
    ? reject('findings-at-different-steps', 'Only findings at the same step are merged.')
    : undefined;
}

/** A number that somebody still has to answer for does not go. */
function goingRefusal(target: TargetState, ids: readonly string[]): Rejection | undefined {
  const away = ids.find((id) => isWithTarget(target, id));
  if (away !== undefined)
    return reject('facts-with-target', `The facts of finding ${away} lie with the target.`);
  return inRectificationRefusal(target, ids);
}

function partsRefusal(
  { findings }: TargetState,
  parts: readonly z.infer<typeof Part>[],
): Rejection | undefined {
  const ids = parts.map(({ finding }) => finding);
  const taken = ids.find((id) => findings[id] !== undefined);
  return taken === undefined
    ? namedTwiceRefusal(ids)
    : reject('finding-exists', `Finding ${taken} exists already.`);
}

function inheritance(found: FindingState | undefined): z.input<typeof Inherited> {
  const { status, draftedOn = '', confirmedOn, severity } = found ?? {};
  return {
    status: STEPS.find((step) => step === status) ?? 'drafted',
    draftedOn,
    ...(confirmedOn === undefined ? {} : { confirmedOn }),
    ...(severity === undefined ? {} : { severity }),
  };
}

function sinceDrafts({ findings }: TargetState, ids: readonly string[]): Earliest {
  const days = ids.map((id) => findings[id]?.draftedOn ?? '').sort();
  return { on: days.at(-1), code: 'before-draft', message: 'A finding is drafted first.' };
}

/** The day of the text that is in force. */
function sinceText(
  { feedbackReceivedOn, feedbackLetters }: TargetState,
  { supersededOn }: FindingState,
): Earliest {
  return {
    on: supersededOn ?? feedbackLetters?.issuedOn ?? feedbackReceivedOn,
    code: 'before-frozen-text',
    message: 'A version follows the text that it supersedes.',
  };
}
