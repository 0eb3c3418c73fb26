/** A value that the log cannot keep; the message names the place in it. */
export class UnstorableError extends Error {
  override readonly name = 'UnstorableError';
  /** Where in the value, as `$.findings[2].title`. */
  readonly path: string;
  constructor(path: string, fault: string) {
    super(`${path} ${fault}`);
    this.path = path;
  }
}

const depthLimit = 32;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function checkText(text: string, path: string): void {
  if (text.includes('\0')) throw new UnstorableError(path, 'holds the character U+0000');
  if (loneSurrogate.test(text)) throw new UnstorableError(path, 'holds half of a surrogate pair');
}

function integerText(value: number, path: string): string {
  if (!Number.isSafeInteger(value)) {
    throw new UnstorableError(path, `is ${value}: only whole numbers within ±(2^53−1) are kept`);
  }
  return String(value);
}

function listText(list: readonly unknown[], path: string, depth: number): string {
  const items: string[] = [];
  // By index, so that a hole in a sparse array is met as undefined and refused.
  for (let index = 0; index < list.length; index++) {
    items.push(valueText(list[index], `${path}[${index}]`, depth + 1));
  }
  return `[${items.join(',')}]`;
}

function objectText(value: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in value) {
    throw new UnstorableError(path, 'is not a plain object');
  }
  const members: string[] = [];
  for (const [key, member] of Object.entries(value).sort(byCodeUnits)) {
    if (member === undefined) continue;
    const place = `${path}.${key}`;
    checkText(key, place);
    members.push(`${JSON.stringify(key)}:${valueText(member, place, depth + 1)}`);
  }
  return `{${members.join(',')}}`;
}

const byCodeUnits = ([left]: [string, unknown], [right]: [string, unknown]): number =>
  left < right ? -1 : 1;

function valueText(value: unknown, path: string, depth: number): string {
  if (depth > depthLimit) throw new UnstorableError(path, `is nested deeper than ${depthLimit}`);
  switch (typeof value) {
    case 'string':
      checkText(value, path);
      return JSON.stringify(value);
    case 'number':
      return integerText(value, path);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? listText(value, path, depth) : objectText(value, path, depth);
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      throw new UnstorableError(path, `is ${typeof value}, which JSON does not have`);
  }
}

/**
 * The one text of a value: RFC 8785 (members sorted, no spaces) over the I-JSON subset that the
 * log keeps. Equal values have equal bytes, so their hashes can be compared.
 *
 * Whole numbers within ±(2^53−1), no lone surrogates, no U+0000, plain objects and arrays at most
 * 32 deep; a member that is `undefined` is left out; decimals are given as strings. Checking and
 * writing are one walk, as the log does both for every event.
 *
 * @throws UnstorableError naming the path of what cannot be kept
 * Source: `docs/decisions`, the event store; property test against an independent RFC 8785 writer
 */
export const canonicalText = (value: unknown): string => valueText(value, '$', 0);
