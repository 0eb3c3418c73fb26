import { expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { signedRobotUrl } from '../../../delivery/channels/dingtalk.js';
import { createChannels } from '../../../delivery/channels/index.js';
import { createMailChannel } from '../../../delivery/channels/mail.js';
import { networkFailure } from '../../../delivery/channels/network-failure.js';
import {
  httpUrl,
  readRetryAfter,
  readText,
  statusFailure,
} from '../../../delivery/channels/post.js';
import { verifySignature } from '../../../delivery/channels/webhook.js';

const secret = 'a-secret-of-the-office';
const body = '{"key":"1"}';
const right = `sha256=${createHmac('sha256', secret).update(`1620612000.${body}`).digest('hex')}`;

test('a signature is good for one secret, one timestamp and one body', () => {
  expect(verifySignature(secret, '1620612000', body, right)).toBe(true);
  expect(verifySignature('another', '1620612000', body, right)).toBe(false);
  expect(verifySignature(secret, '1620612001', body, right)).toBe(false);
  expect(verifySignature(secret, '1620612000', `${body} `, right)).toBe(false);
});

test.each([
  '',
  'sha256=',
  right.slice(0, -1),
  `${right}0`,
  right.slice('sha256='.length),
  `${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`,
  '印'.repeat(40),
])('a signature that is not right is refused: %#', (signature) => {
  expect(verifySignature(secret, '1620612000', body, signature)).toBe(false);
});

test('a robot URL keeps its token and gains timestamp and sign', () => {
  const robot = new URL('https://oapi.dingtalk.example/robot/send?access_token=t0ken');
  const url = signedRobotUrl(robot, secret, 1_620_612_000_123);
  expect(url.searchParams.get('access_token')).toBe('t0ken');
  expect(url.searchParams.get('timestamp')).toBe('1620612000123');
  const sign = createHmac('sha256', secret).update(`1620612000123\n${secret}`).digest('base64');
  expect(url.searchParams.get('sign')).toBe(sign);
  // Base64 ends in `=` here, which a query may not hold as it is.
  expect(url.search).toContain(`sign=${encodeURIComponent(sign)}`);
  expect(robot.searchParams.has('sign')).toBe(false);
});

const now = Date.parse('2021-05-10T02:00:00.000Z');

test.each([
  ['30', 30],
  [' 0 ', 0],
  ['999999999', 86_400],
  ['Mon, 10 May 2021 02:02:00 GMT', 120],
  ['Monday, 10-May-21 02:00:30 GMT', 30],
  ['Mon, 10 May 2021 01:00:00 GMT', 0],
  ['Mon, 10 May 2031 01:00:00 GMT', 86_400],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['Soon, maybe 5', null],
  ['', null],
  [null, null],
])('Retry-After %p is %p seconds', (header, seconds) => {
  expect(readRetryAfter(header, now)).toBe(seconds);
});

test.each([
  [408, 'receiver-failed', false],
  [429, 'receiver-busy', false],
  [500, 'receiver-failed', false],
  [503, 'receiver-failed', false],
  [400, 'receiver-refused', true],
  [401, 'receiver-refused', true],
  [404, 'receiver-refused', true],
  [410, 'receiver-refused', true],
  [301, 'redirected', true],
  [302, 'redirected', false],
  [308, 'redirected', true],
])('HTTP %p is %p, permanent %p', (status, reason, permanent) => {
  const failure = statusFailure(new Response(null, { status }), now);
  expect(failure).toMatchObject({ reason, permanent, detail: `HTTP ${status}` });
});

test.each([
  'ftp://receiver.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://user:pass@receiver.example/',
  'receiver.example',
  '',
])('%p is no address of a receiver', (target) => {
  expect(httpUrl(target)).toBeNull();
});

test('addresses within the network of the office are receivers', () => {
  expect(httpUrl('http://10.1.2.3:8080/hook')?.href).toBe('http://10.1.2.3:8080/hook');
  expect(httpUrl('https://receiver.example/hook')).not.toBeNull();
});

test.each([
  [{ cause: { code: 'ECONNREFUSED' } }, 'connection-refused', 'ECONNREFUSED'],
  [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, 'connection-refused', 'ECONNREFUSED'],
  [{ cause: { code: 'ENOTFOUND' } }, 'host-unknown', 'ENOTFOUND'],
  [{ code: 'ETIMEDOUT' }, 'timed-out', 'ETIMEDOUT'],
  [{ cause: { code: 'CERT_HAS_EXPIRED' } }, 'tls-failed', 'CERT_HAS_EXPIRED'],
  [{ cause: { code: 'UND_ERR_SOCKET' } }, 'connection-closed', 'UND_ERR_SOCKET'],
  [{ code: 'EUNHEARD' }, 'network-failed', 'EUNHEARD'],
  [new Error('to someone@example.org'), 'network-failed', 'no code'],
  [{ code: 'someone@example.org' }, 'network-failed', 'no code'],
  ['thrown text', 'network-failed', 'no code'],
  [undefined, 'network-failed', 'no code'],
])('what was thrown becomes a code: %#', (error, reason, detail) => {
  expect(networkFailure(error)).toMatchObject({ reason, detail, permanent: false });
});

test('an endless answer is read no further than asked', async () => {
  let pulls = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1;
      controller.enqueue(new TextEncoder().encode('x'.repeat(1_000)));
    },
  });
  expect(await readText(new Response(endless), 2_500)).toBe('x'.repeat(2_500));
  expect(pulls).toBeLessThan(10);
  expect(await readText(new Response(null), 10)).toBe('');
});

test('mail is there only with a mail server', () => {
  const without = createChannels({ mail: null });
  expect([...without.keys()].sort()).toEqual(['dingtalk', 'webhook']);
  const mail = { url: 'smtp://127.0.0.1:1', from: 'xuncha@example.org' };
  const kinds = [...createChannels({ mail })].map(([kind, channel]) => [kind, channel.kind]);
  expect(kinds).toEqual([
    ['mail', 'mail'],
    ['webhook', 'webhook'],
    ['dingtalk', 'dingtalk'],
  ]);
});

test.each(['http://user:hunter2@mail.example', 'mail.example:25', 'user:hunter2'])(
  'a mail server like %p is refused without repeating it',
  (url) => {
    const create = () => createMailChannel({ url, from: 'xuncha@example.org' });
    expect(create).toThrow(RangeError);
    expect(create).not.toThrow(/hunter2/);
  },
);
