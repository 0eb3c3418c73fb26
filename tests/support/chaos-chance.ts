/** Chance that repeats: the same seed gives the same draws. */
export interface Chance {
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  /** @throws RangeError for an empty list */
  oneOf<T>(choices: readonly T[]): T;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** Chance of its own for one part of a run, so that the others' timing does not shift its draws. */
  branch(): Chance;
}

/** @param seed a whole number; a linear congruential generator of 32 bits is chance enough for timing */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator repeat soon; what is used comes from the high ones.
    return (state >>> 8) / 2 ** 24;
  };
  const between = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
  return {
    between,
    oneOf(choices) {
      const choice = choices[between(0, choices.length - 1)];
      if (choice === undefined) throw new RangeError('there is nothing to choose from');
      return choice;
    },
    happens: (probability) => draw() < probability,
    branch: () => chanceOf(between(0, 2 ** 24)),
  };
}
