import { z } from 'zod';

/** Any id of ours: people's commands carry v7, derived ones are v5 of a name. */
export const Uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'a UUID');

/** SHA-256 of a staged document or evidence file, 64 hex digits. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest of 64 hex digits');

/** Number that an office gives a paper of its own, such as `PS-2021-07`. */
export const PaperNumber = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/, 'capital letters, digits, hyphens');

/** A stream is one case of one process: `<process>-<uuid>`; also its Temporal workflow id. */
export function streamOf(process: string, id: string): string {
  return `${process}-${id}`;
}

/** @returns null when the text is no stream id */
export function parseStream(stream: string): { process: string; id: string } | null {
  const match = /^([a-z][a-z-]*)-([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(stream);
  return match?.[1] && match[2] ? { process: match[1], id: match[2] } : null;
}

/** The full id of a stream, as one stream tells it to another. */
export const StreamId = z
  .string()
  .refine((text) => parseStream(text) !== null, 'a stream id: process and UUID');

/** Makes the same UUID (v5) from the same name; given from outside since hashing is no domain matter. */
export type DeriveId = (name: string) => string;
