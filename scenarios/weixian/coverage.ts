import { TARGETS } from './facts.js';

/**
 * The 96 units of the term and the 90 of them inspected before this round. The catalog is generated: the
 * article says only that with this round the term's full coverage is complete. The look-back's target was
 * covered before, so it adds nothing.
 */
const EARLIER = 90;

const lookBacks = TARGETS.filter(({ type }) => type === 'lookBack').map(({ unit }) => unit);

/** Units whose inspection ended in an earlier round of the term. */
export const COVERED_BEFORE: ReadonlySet<string> = new Set([
  ...lookBacks,
  ...Array.from(
    { length: EARLIER - lookBacks.length },
    (_, index) => `W-C${String(index + 1).padStart(2, '0')}`,
  ),
]);

/** Every unit that the term has to cover. */
export const CATALOG: ReadonlySet<string> = new Set([
  ...COVERED_BEFORE,
  ...TARGETS.filter(({ type }) => type === 'regular').map(({ unit }) => unit),
]);
