import { describe, expect, test } from '@jest/globals';
import { UnstorableError, canonicalText } from '../../../event-store/canonical.js';

const pathOf = (value: unknown): string => {
  try {
    canonicalText(value);
  } catch (error) {
    if (error instanceof UnstorableError) return error.path;
    throw error;
  }
  throw new Error('The value was kept.');
};

describe('the canonical text', () => {
  test('sorts members by code units and has no spaces', () => {
    expect(canonicalText({ b: [1, 'x', null], a: { d: true, c: -5 }, '€': 0, 10: 1, 9: 2 })).toBe(
      '{"10":1,"9":2,"a":{"c":-5,"d":true},"b":[1,"x",null],"€":0}',
    );
  });

  test('writes Chinese as it is and control characters escaped', () => {
    expect(canonicalText('整改\u001e\n"')).toBe('"整改\\u001e\\n\\""');
  });

  test('sorts by UTF-16 code units, not by code points', () => {
    expect(canonicalText({ '\u{1F600}': 1, '\uFB33': 2 })).toBe('{"\u{1F600}":1,"\uFB33":2}');
  });

  test('leaves out members that are undefined', () => {
    expect(canonicalText({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test('keeps a value that is named in two places', () => {
    const shared = { x: 1 };
    expect(canonicalText({ a: shared, ab: shared })).toBe('{"a":{"x":1},"ab":{"x":1}}');
  });

  test('writes minus zero as zero', () => {
    expect(canonicalText(-0)).toBe('0');
  });

  test('keeps a member that is called __proto__', () => {
    expect(canonicalText(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });
});

describe('what the log cannot keep is refused with its path', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

  test.each<[string, unknown, string]>([
    ['a decimal', { sums: [1, 2.5] }, '$.sums[1]'],
    ['a number too large', { n: 2 ** 53 }, '$.n'],
    ['not a number', [Number.NaN], '$[0]'],
    ['infinity', Number.POSITIVE_INFINITY, '$'],
    ['half of a surrogate pair', { name: 'x\uD800' }, '$.name'],
    ['the other half', { name: '\uDC00x' }, '$.name'],
    ['U+0000', { name: 'a\0b' }, '$.name'],
    ['U+0000 in a name', { 'a\0': 1 }, '$.a\0'],
    ['undefined in a list', [undefined], '$[0]'],
    // A hole, as a list made with a length has.
    ['a hole in a list', new Array<number>(1), '$[0]'],
    ['a date', { at: new Date(0) }, '$.at'],
    ['a map', { m: new Map() }, '$.m'],
    ['a big integer', { n: 1n }, '$.n'],
    ['a function', { f: () => 1 }, '$.f'],
    ['an object that writes itself', { o: { toJSON: () => 1 } }, '$.o'],
    ['nesting beyond 32', nested(33), `$${'[0]'.repeat(33)}`],
  ])('%s', (_name, value, path) => {
    expect(pathOf(value)).toBe(path);
  });

  test('a circle', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(pathOf(circle)).toContain('$.self');
  });

  test('nesting of exactly 32 is kept', () => {
    expect(canonicalText(nested(32))).toBe(`${'['.repeat(32)}1${']'.repeat(32)}`);
  });
});
