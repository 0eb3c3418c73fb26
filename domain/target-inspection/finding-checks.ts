import { guard, reject, type Rejection } from '../process.js';
import type { FindingState, TargetState, TargetStatus } from './state.js';

/** Still a finding of its own: neither dropped nor gone into others. */
export function isStanding({ status }: Pick<FindingState, 'status'>): boolean {
  return status !== 'dropped' && status !== 'merged' && status !== 'split';
}

export function findingUnknown(finding: string): Rejection {
  return reject('finding-unknown', `No finding ${finding}.`);
}

export function namedTwiceRefusal(findings: readonly string[]): Rejection | undefined {
  return new Set(findings).size < findings.length
    ? reject('finding-named-twice', 'Each finding is named once.')
    : undefined;
}

/** @returns undefined when each is named once and still stands */
export function standingRefusal(
  target: TargetState,
  findings: readonly string[],
): Rejection | undefined {
  for (const finding of findings) {
    const found = target.findings[finding];
    if (!found) return findingUnknown(finding);
    if (!isStanding(found))
      return reject('finding-gone', `Finding ${finding} was dropped, merged or split.`);
  }
  return namedTwiceRefusal(findings);
}

/** A finding whose rectification has been ordered is answered for under its own number. */
export function inRectificationRefusal(
  { items }: TargetState,
  findings: readonly string[],
): Rejection | undefined {
  return Object.values(items).some(({ finding }) => findings.includes(finding))
    ? reject('finding-in-rectification', 'Its rectification has been ordered already.')
    : undefined;
}

const BEFORE_REPORT: readonly TargetStatus[] = ['stationed', 'withdrawn', 'reportReturned'];

/** The findings are the group's own to arrange. */
export const isBeforeReport = guard<TargetState>(
  ({ status }) =>
    BEFORE_REPORT.includes(status) ||
    reject(
      'not-before-report',
      'Only from stationing until the report is submitted, and while it is returned.',
    ),
);

/** The office has not yet taken the findings over from the group. */
export const isBeforeAcceptance = guard<TargetState>(
  ({ status }) =>
    [...BEFORE_REPORT, 'reportSubmitted'].includes(status) ||
    reject('not-before-acceptance', 'Only from stationing until the report is accepted.'),
);
