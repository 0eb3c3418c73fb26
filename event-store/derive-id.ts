import { createHash } from 'node:crypto';

/** Namespace of all ids that the product derives from names (RFC 9562, version 5). */
const NAMESPACE = Buffer.from('5b3f2f7c1d0a4e0f9a5e8c1b7d2e4f60', 'hex');

/** The UUID (version 5) of a name: the same name gives the same id on every machine. */
export function deriveId(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
