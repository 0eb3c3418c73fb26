import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalize } from 'json-canonicalize';
import { canonicalText } from '../../event-store/canonical.js';

const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
const leaf = fc.oneof(
  text,
  fc.integer(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('整改', '\u001e', '\u2028', '😀', 'é', 'e\u0301'),
);

/** Everything the log keeps. */
const storable = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(text, tie('value'), { maxKeys: 6 }),
  ),
})).value;

/** The same value with the members of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  );
}

test('the canonical text equals that of an independent RFC 8785 writer', () => {
  fc.assert(
    fc.property(storable, (value) => {
      expect(canonicalText(value)).toBe(canonicalize(value));
    }),
    { numRuns: 2000 },
  );
});

test('reading the canonical text and writing it again gives the same bytes', () => {
  fc.assert(
    fc.property(storable, (value) => {
      const written = canonicalText(value);
      expect(canonicalText(JSON.parse(written))).toBe(written);
    }),
    { numRuns: 2000 },
  );
});

test('the order of members does not matter, and no raw control character is left', () => {
  fc.assert(
    fc.property(storable, (value) => {
      const written = canonicalText(value);
      expect(canonicalText(shuffled(value))).toBe(written);
      expect(written).not.toMatch(/[\u0000-\u001f]/);
    }),
    { numRuns: 1000 },
  );
});
