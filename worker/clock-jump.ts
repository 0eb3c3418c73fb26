/** A difference that no correction of a running clock makes by itself. */
const JUMP_MILLIS = 30_000;

/** The clock on the wall and one that nobody can move, read together; milliseconds. */
export interface Clocks {
  readonly wall: number;
  readonly steady: number;
}

export function readClocks(): Clocks {
  return { wall: Date.now(), steady: performance.now() };
}

/**
 * By how many seconds somebody moved the wall clock between two readings: due moments fire early or late by
 * as much, and an operator must know.
 *
 * @returns 0 when it went on as time does; negative when it was put back
 */
export function clockJump(before: Clocks, after: Clocks): number {
  const jump = after.wall - before.wall - (after.steady - before.steady);
  return Math.abs(jump) < JUMP_MILLIS ? 0 : Math.round(jump / 1_000);
}
