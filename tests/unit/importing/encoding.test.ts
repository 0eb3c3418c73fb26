import { expect, test } from '@jest/globals';
import { decode } from '../../../importing/encoding.js';

const bytes = (...values: number[]) => Uint8Array.from(values);

test('UTF-8 is read with and without a mark', () => {
  const text = Buffer.from('轮次编号');
  expect(decode(text)).toEqual({ text: '轮次编号', note: null });
  expect(decode(Buffer.concat([bytes(0xef, 0xbb, 0xbf), text]))).toEqual({
    text: '轮次编号',
    note: null,
  });
});

test('GB18030 is recognised, and said', () => {
  // 轮次 in GBK, then 㐂, which has four bytes in GB18030 alone.
  const text = bytes(0xc2, 0xd6, 0xb4, 0xce, 0x81, 0x39, 0xee, 0x39);
  expect(decode(text)).toMatchObject({ note: 'read as GB18030' });
  expect(decode(text)).toMatchObject({ text: expect.stringMatching(/^轮次.$/u) });
});

test.each([
  ['UTF-16', Buffer.from('轮次', 'utf16le')],
  ['UTF-16 with ASCII alone', Buffer.from('round', 'utf16le')],
  ['Latin-1', bytes(0x63, 0x61, 0x66, 0xe9, 0x2c)],
  ['no text', bytes(0xff, 0xff, 0xff)],
])('%s is not taken for text', (_name, text) => {
  expect(decode(text)).toEqual({ unknown: true });
});
