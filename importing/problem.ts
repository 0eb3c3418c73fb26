/** Something in the files that keeps them from being imported, told so that a clerk finds the cell. */
export interface Problem {
  readonly file: string;
  /** Line as an editor counts it, from 1; null when the whole file is meant. */
  readonly line: number | null;
  /** Heading of the column; null when the whole line is meant. */
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

/** More are not shown: whoever has a hundred to correct begins with the first. */
const SHOWN = 100;

/** @returns one line a problem, and how many more there are */
export function problemLines(problems: readonly Problem[]): readonly string[] {
  const more = problems.length - SHOWN;
  return [
    ...problems.slice(0, SHOWN).map(problemLine),
    ...(more > 0 ? [`… and ${more} more.`] : []),
  ];
}

function problemLine({ file, line, column, code, message }: Problem): string {
  const place = [file, ...(line === null ? [] : [`line ${line}`]), ...(column ? [column] : [])];
  return `${place.join(', ')}: ${message} (${code})`;
}
