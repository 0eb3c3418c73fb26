import type { ImportRows, Placed } from './format.js';
import type { Problem } from './problem.js';

/** A unit in a round, as rows of every file name it. */
export const inspectionKey = ({ round, unit }: { round: string; unit: string }): string =>
  `${round}/${unit}`;

/** A finding of an inspection. */
export const findingKey = (row: { round: string; unit: string; finding: string }): string =>
  `${inspectionKey(row)}/${row.finding}`;

/** What is wrong between rows: an identifier given twice, or a row that nothing else has heard of. */
export function referenceProblems(rows: ImportRows): readonly Problem[] {
  const { rounds, targets, findings, outcomes, clues, letters } = rows;
  const knownRounds = new Set(rounds.map(({ round }) => round));
  const knownTargets = new Set(targets.map(inspectionKey));
  const knownFindings = new Set(findings.map(findingKey));
  return [
    ...repeated(rounds, '轮次编号', ({ round }) => round),
    ...repeated(targets, '单位代码', inspectionKey),
    ...repeated(findings, '问题编号', findingKey),
    ...repeated(outcomes, '成果编号', (row) => `${findingKey(row)}/${row.outcome}`),
    ...repeated(letters, '函号', ({ round, letter }) => `${round}/${letter}`),
    ...repeated(
      clues,
      '线索序号',
      ({ ordinal, registeredOn }) => `${registeredOn.slice(0, 4)}-${ordinal}`,
    ),
    ...[...targets, ...clues, ...letters]
      .filter(({ round }) => !knownRounds.has(round))
      .map((row) => unknown(row, '轮次编号', 'round-unknown', `no round ${row.round}`)),
    ...[...findings, ...clues.filter(hasUnit)]
      .filter((row) => !knownTargets.has(inspectionKey(row)))
      .map((row) =>
        unknown(row, '单位代码', 'target-unknown', `no unit ${row.unit} in round ${row.round}`),
      ),
    ...outcomes
      .filter((row) => !knownFindings.has(findingKey(row)))
      .map((row) =>
        unknown(row, '问题编号', 'finding-unknown', `no finding ${findingKey(row)} to yield it`),
      ),
    ...targets
      .filter(
        ({ lookBackOf, unit }) =>
          lookBackOf !== undefined && !knownTargets.has(inspectionKey({ round: lookBackOf, unit })),
      )
      .map((row) =>
        unknown(
          row,
          '回头看原轮次',
          'look-back-unknown',
          `no such earlier inspection of ${row.unit}`,
        ),
      ),
  ];
}

function hasUnit<R extends { readonly unit: string | undefined }>(
  row: R,
): row is R & { readonly unit: string } {
  return row.unit !== undefined;
}

function unknown(
  { at }: Pick<Placed<object>, 'at'>,
  column: string,
  code: string,
  what: string,
): Problem {
  return { ...at, column, code, message: `The files have ${what}.` };
}

/** Every row but the first that carries an identifier. */
function repeated<R extends Placed<object>>(
  rows: readonly R[],
  column: string,
  keyOf: (row: R) => string,
): readonly Problem[] {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const key = keyOf(row);
    const line = first.get(key);
    if (line === undefined) {
      first.set(key, row.at.line);
      return [];
    }
    const message = `${key} stands in line ${line} already.`;
    return [{ ...row.at, column, code: 'identifier-twice', message }];
  });
}
