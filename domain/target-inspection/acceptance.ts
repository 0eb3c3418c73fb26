import { guard, reject } from '../process.js';
import type { Earliest } from '../shared/business-date.js';
import type { TargetState } from './state.js';

/** The rectification report is accepted and the case not closed yet: the time of publication and assessment. */
export const isAccepted = guard<TargetState>(
  ({ status }) =>
    status === 'rectificationAccepted' ||
    reject('report-not-accepted', 'The rectification report is accepted first.'),
);

export function sinceAcceptance({ rectificationAcceptedOn }: TargetState): Earliest {
  return {
    on: rectificationAcceptedOn,
    code: 'before-acceptance',
    message: 'This follows the acceptance of the rectification report.',
  };
}
