import { createHash, hash } from 'node:crypto';
import { canonicalText } from './canonical.js';
import { commitBytes, commitText } from './envelope.js';
import type { Envelope } from './envelope.js';

/** A row of the log as it is stored, with nothing interpreted. */
export interface LogRow {
  readonly pos: number;
  readonly stream: string;
  readonly ver: number;
  readonly cmd: string;
  readonly n: number;
  readonly type: string;
  /** Milliseconds since 1970 as a decimal text; a whole number when it was not tampered with. */
  readonly at_ms: string;
  readonly body: string;
  readonly meta: string;
  readonly digest: Buffer;
  readonly chain: Buffer;
}

/** A protected part as it is stored; `no` counts from 1. */
export interface PartRow {
  readonly pos: number;
  readonly no: number;
  readonly bytes: Buffer;
}

/** What is wrong with an event, by the rule it breaks. */
export type FaultKind =
  | 'position-not-dense'
  | 'version-not-dense'
  | 'time-runs-back'
  | 'not-canonical'
  | 'content-differs'
  | 'envelope-differs'
  | 'part-missing'
  | 'digest-differs'
  | 'chain-differs';

export interface Fault {
  readonly position: number;
  readonly kind: FaultKind;
  /** A sentence for the operator, without content of the event. */
  readonly detail: string;
}

/** What the events before leave behind for the next one to be checked against. */
export interface Before {
  position: number;
  atMs: number;
  chain: Buffer;
  readonly versions: Map<string, number>;
}

export const beforeFirst = (): Before => ({
  position: 0,
  atMs: 0,
  chain: Buffer.alloc(32),
  versions: new Map(),
});

const leafPrefix = Buffer.from([0x00, 0x4c, 0x31]);
const chainPrefix = Buffer.from([0x02]);

/** Digest of an event: RFC 6962 leaf hash over its envelope and its place. */
export function leafDigest(meta: string, position: number, version: number, atMs: number): Buffer {
  const leaf = Buffer.allocUnsafe(59);
  leafPrefix.copy(leaf, 0);
  hash('sha256', meta, 'buffer').copy(leaf, 3);
  leaf.writeBigInt64BE(BigInt(position), 35);
  leaf.writeBigInt64BE(BigInt(version), 43);
  leaf.writeBigInt64BE(BigInt(atMs), 51);
  return hash('sha256', leaf, 'buffer');
}

/** Next link of the hash chain. */
export const chainDigest = (before: Buffer, digest: Buffer): Buffer =>
  createHash('sha256').update(chainPrefix).update(before).update(digest).digest();

function isCanonical(text: string): boolean {
  try {
    return canonicalText(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

type Finding = readonly [kind: FaultKind, detail: string];

function placeFault(row: LogRow, before: Before): Finding | undefined {
  if (row.pos !== before.position + 1) {
    return ['position-not-dense', `position ${before.position + 1} is not there`];
  }
  const version = (before.versions.get(row.stream) ?? 0) + 1;
  if (row.ver !== version) {
    return ['version-not-dense', `the stream should have version ${version}, not ${row.ver}`];
  }
  const atMs = Number(row.at_ms);
  if (!Number.isSafeInteger(atMs)) return ['time-runs-back', 'its time is no whole millisecond'];
  if (atMs < before.atMs) return ['time-runs-back', 'its time lies before that of the last event'];
  return undefined;
}

function envelopeFault(row: LogRow, meta: Envelope, logId: string): Finding | undefined {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['log', meta.log, logId],
    ['stream', meta.stream, row.stream],
    ['type', meta.type, row.type],
    ['command', meta.cmd, row.cmd],
    ['number in the command', meta.n, row.n],
    ['algorithm', meta.v, 1],
  ];
  const differing = pairs.find(([, hashed, stored]) => hashed !== stored);
  if (differing === undefined) return undefined;
  return ['envelope-differs', `its ${differing[0]} is not the one in the hashed envelope`];
}

function contentFault(row: LogRow, meta: Envelope, parts: readonly PartRow[]): Finding | undefined {
  if (meta.parts[0] !== commitText(row.body)) {
    return ['content-differs', 'its content is not the one the envelope commits to'];
  }
  const differing = parts.find(({ no, bytes }) => no < 1 || meta.parts[no] !== commitBytes(bytes));
  if (differing === undefined) return undefined;
  return ['content-differs', `protected part ${differing.no} is not the one it commits to`];
}

/**
 * Checks one stored event against itself and against the events before it, which it then joins.
 *
 * @param parts the protected parts that are still there
 * @returns the first fault, or undefined; `before` is moved on only when there is none
 */
export function verifyEvent(
  row: LogRow,
  parts: readonly PartRow[],
  logId: string,
  before: Before,
): Fault | undefined {
  const fault = ([kind, detail]: Finding): Fault => ({
    // A hole is reported where it begins, not at the row behind it.
    position: kind === 'position-not-dense' ? before.position + 1 : row.pos,
    kind,
    detail,
  });
  const misplaced = placeFault(row, before);
  if (misplaced !== undefined) return fault(misplaced);
  if (!isCanonical(row.meta)) return fault(['not-canonical', 'its envelope is not canonical JSON']);
  if (!isCanonical(row.body)) return fault(['not-canonical', 'its content is not canonical JSON']);
  const meta = JSON.parse(row.meta) as Envelope;
  const finding = envelopeFault(row, meta, logId) ?? contentFault(row, meta, parts);
  if (finding !== undefined) return fault(finding);
  const atMs = Number(row.at_ms);
  const digest = leafDigest(row.meta, row.pos, row.ver, atMs);
  if (!digest.equals(row.digest)) {
    return fault(['digest-differs', 'its digest does not follow from its envelope and place']);
  }
  const chain = chainDigest(before.chain, digest);
  if (!chain.equals(row.chain)) {
    return fault(['chain-differs', 'its chain does not follow from the events before it']);
  }
  before.position = row.pos;
  before.atMs = atMs;
  before.chain = chain;
  before.versions.set(row.stream, row.ver);
  return undefined;
}

/** Number of protected parts that the envelope commits to. */
export const committedParts = (row: LogRow): number =>
  (JSON.parse(row.meta) as Envelope).parts.length - 1;
