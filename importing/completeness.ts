import type { ImportRows, Placed } from './format.js';
import type { Problem } from './problem.js';

/** Cells that another cell of their row makes necessary: a day without what happened on it, or the reverse. */
export function completenessProblems({
  findings,
  outcomes,
  clues,
}: ImportRows): readonly Problem[] {
  return [
    ...findings.flatMap((row) => [
      ...lacking(row, row.mode !== undefined, '整改时限', row.dueOn),
      ...lacking(row, row.mode === 'immediate', '立行立改下达日期', row.orderedOn),
    ]),
    ...outcomes.flatMap((row) => [
      ...lacking(row, row.kind === 'recovery', '金额(元)', row.amount),
      ...lacking(row, row.kind !== 'recovery', '制度名称', row.title),
    ]),
    ...clues.flatMap((row) => [
      ...lacking(row, row.handledOn !== undefined, '处置方式', row.handling),
      ...lacking(row, row.reportedOn !== undefined, '办理结果', row.outcome),
    ]),
  ];
}

function lacking(
  { at }: Placed<object>,
  isNeeded: boolean,
  column: string,
  value: unknown,
): readonly Problem[] {
  if (!isNeeded || value !== undefined) return [];
  const message = 'This cell must be filled in, since another cell of the line calls for it.';
  return [{ ...at, column, code: 'cell-empty', message }];
}
