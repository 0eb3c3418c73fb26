import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';

const ENCODING = 'binary/xuncha-aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts every Temporal payload with AES-256-GCM, so that the server and its database hold no content.
 * Wire form: nonce, tag, ciphertext; the key's id travels in the metadata, since GCM does not bind its key.
 *
 * @param key 32 bytes
 * @throws Error when a payload was written with another key, or was changed
 */
export function createPayloadCodec(key: Buffer): PayloadCodec {
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return {
    encode: (payloads) => Promise.resolve(payloads.map((payload) => seal(payload, key, keyId))),
    decode: (payloads) => Promise.resolve(payloads.map((payload) => open(payload, key, keyId))),
  };
}

function seal(payload: Payload, key: Buffer, keyId: string): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(keyId));
  const ciphertext = Buffer.concat([cipher.update(toBytes(payload)), cipher.final()]);
  return {
    metadata: { encoding: Buffer.from(ENCODING), 'key-id': Buffer.from(keyId) },
    data: Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]),
  };
}

function open(payload: Payload, key: Buffer, keyId: string): Payload {
  const encoding = payload.metadata?.['encoding'];
  if (!encoding || Buffer.from(encoding).toString() !== ENCODING) return payload;
  const writtenWith = Buffer.from(payload.metadata?.['key-id'] ?? []).toString();
  if (writtenWith !== keyId)
    throw new Error(`a Temporal payload was encrypted with key ${writtenWith}, ours is ${keyId}`);
  const data = Buffer.from(payload.data ?? []);
  const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(keyId));
  decipher.setAuthTag(data.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return fromBytes(
    Buffer.concat([decipher.update(data.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]),
  );
}

/** Metadata as JSON behind its length in four bytes, then the data as it is. */
function toBytes({ metadata, data }: Payload): Buffer {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [
    name,
    Buffer.from(value).toString('base64'),
  ]);
  const head = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  // Absent bytes of a payload arrive as an empty plain array.
  return Buffer.concat([length, head, Buffer.from(data ?? [])]);
}

function fromBytes(bytes: Buffer): Payload {
  const end = 4 + bytes.readUInt32BE(0);
  const head = JSON.parse(bytes.toString('utf8', 4, end)) as Record<string, string>;
  const metadata = Object.entries(head).map(([name, value]) => [
    name,
    Buffer.from(value, 'base64'),
  ]);
  return {
    metadata: Object.fromEntries(metadata) as Record<string, Uint8Array>,
    data: bytes.subarray(end),
  };
}
