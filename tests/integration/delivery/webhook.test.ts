import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWebhookChannel, verifySignature } from '../../../delivery/channels/webhook.js';
import type { RenderedMessage } from '../../../delivery/message.js';
import { freePorts } from '../../../servers/free-ports.js';
import { startReceiver, type ReceivedRequest, type Receiver } from '../../support/receiver.js';

const message: RenderedMessage = {
  key: '3f0c5f0e-3f44-4c11-9f0d-1d2f35f0a002',
  subject: '【巡察提醒】2021-05-10 今日须办 1 项',
  text: '巡察办值班员：\n\n1. 黄▲临期　XC-10-12-03\n',
};
const secret = 'a-secret-of-the-office';
const live = () => new AbortController().signal;

let receiver: Receiver;
let millis: number;

beforeEach(async () => {
  receiver = await startReceiver();
  millis = Date.parse('2021-05-10T02:00:00.900Z');
});

afterEach(async () => {
  await receiver.close();
});

const channel = (limitMillis = 10_000) => createWebhookChannel({ limitMillis, now: () => millis });
const hook = () => ({ target: `${receiver.url}/hook/t0ken?office=1`, secret });
const header = ({ headers }: ReceivedRequest, name: string): string => String(headers[name]);

const isGenuine = (request: ReceivedRequest, key = secret): boolean =>
  verifySignature(
    key,
    header(request, 'x-xuncha-timestamp'),
    request.body,
    header(request, 'x-xuncha-signature'),
  );

test('a message arrives signed, and only the right secret verifies it', async () => {
  const result = await channel().deliver(message, hook(), live());
  expect(result).toEqual({ outcome: 'delivered', receipt: 'HTTP 200' });
  const request = receiver.requests[0]!;
  expect(request.method).toBe('POST');
  expect(`${request.url.pathname}${request.url.search}`).toBe('/hook/t0ken?office=1');
  expect(header(request, 'content-type')).toBe('application/json; charset=utf-8');
  expect(header(request, 'idempotency-key')).toBe(message.key);
  expect(header(request, 'x-xuncha-timestamp')).toBe('1620612000');
  expect(JSON.parse(request.body)).toEqual({ ...message, sentAt: '2021-05-10T02:00:00.900Z' });
  expect(isGenuine(request)).toBe(true);
  expect(isGenuine(request, 'guessed')).toBe(false);
  expect(isGenuine({ ...request, body: request.body.replace('1 项', '0 项') })).toBe(false);
});

test('a further attempt has the same key and a new timestamp and signature', async () => {
  receiver.answer({ status: 500 }, { status: 204 });
  expect(await channel().deliver(message, hook(), live())).toMatchObject({
    outcome: 'failed',
    reason: 'receiver-failed',
    detail: 'HTTP 500',
    permanent: false,
  });
  millis += 60_000;
  expect(await channel().deliver(message, hook(), live())).toMatchObject({
    outcome: 'delivered',
    receipt: 'HTTP 204',
  });
  const [first, second] = receiver.requests as [ReceivedRequest, ReceivedRequest];
  expect(header(second, 'idempotency-key')).toBe(header(first, 'idempotency-key'));
  expect(header(second, 'x-xuncha-timestamp')).toBe('1620612060');
  expect(header(second, 'x-xuncha-signature')).not.toBe(header(first, 'x-xuncha-signature'));
  expect([first, second].every((request) => isGenuine(request))).toBe(true);
});

test.each([
  ['90', 90],
  ['Mon, 10 May 2021 02:02:01 GMT', 121],
  ['soon', null],
])('a busy receiver is asked again after %p', async (retryAfter, retryAfterSeconds) => {
  receiver.answer({ status: 429, headers: { 'retry-after': retryAfter } });
  expect(await channel().deliver(message, hook(), live())).toEqual({
    outcome: 'failed',
    reason: 'receiver-busy',
    detail: 'HTTP 429',
    permanent: false,
    retryAfterSeconds,
  });
});

test('a receiver that does not want it is not asked again', async () => {
  receiver.answer({ status: 404, body: 'no hook for duty-officer@county.example' });
  expect(await channel().deliver(message, hook(), live())).toMatchObject({
    reason: 'receiver-refused',
    detail: 'HTTP 404',
    permanent: true,
  });
});

test('a redirect is not followed', async () => {
  receiver.answer({ status: 307, headers: { location: `${receiver.url}/elsewhere` } });
  expect(await channel().deliver(message, hook(), live())).toMatchObject({
    reason: 'redirected',
    permanent: false,
  });
  expect(receiver.requests).toHaveLength(1);
});

test('a receiver that hangs is given up within the limit', async () => {
  receiver.answer('hang');
  const started = performance.now();
  expect(await channel(300).deliver(message, hook(), live())).toEqual({
    outcome: 'failed',
    reason: 'timed-out',
    detail: 'no answer within 300 ms',
    permanent: false,
    retryAfterSeconds: null,
  });
  expect(performance.now() - started).toBeLessThan(3_000);
});

test('the status is enough: a body that never ends is not waited for', async () => {
  receiver.answer('hang-after-head');
  const result = await channel(2_000).deliver(message, hook(), live());
  expect(result).toMatchObject({ outcome: 'delivered' });
});

test('a cut connection and a receiver that is away are temporary', async () => {
  receiver.answer('close');
  expect(await channel().deliver(message, hook(), live())).toMatchObject({
    reason: 'connection-closed',
    permanent: false,
  });
  const [port] = await freePorts(1);
  const away = { target: `http://127.0.0.1:${port!}/hook`, secret };
  expect(await channel().deliver(message, away, live())).toMatchObject({
    reason: 'connection-refused',
    permanent: false,
  });
});

test('the sender can end an attempt', async () => {
  receiver.answer('hang');
  const result = await channel().deliver(message, hook(), AbortSignal.timeout(200));
  expect(result).toMatchObject({ reason: 'stopped', permanent: false });
});

test('without a secret, or to what is no web address, nothing is sent', async () => {
  for (const empty of [null, '']) {
    expect(
      await channel().deliver(message, { target: receiver.url, secret: empty }, live()),
    ).toMatchObject({ reason: 'secret-missing', permanent: true });
  }
  const file = { target: 'file:///etc/passwd', secret };
  expect(await channel().deliver(message, file, live())).toMatchObject({
    reason: 'address-malformed',
    permanent: true,
  });
  expect(receiver.requests).toEqual([]);
});

test('no failure tells the address, the secret or what the receiver said', async () => {
  const said = `no ${secret} at ${hook().target}`;
  receiver.answer({ status: 500, body: said }, { status: 403, body: said }, 'close', 'hang');
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const result = await channel(300).deliver(message, hook(), live());
    expect(result.outcome).toBe('failed');
    expect(JSON.stringify(result)).not.toMatch(/127\.0\.0\.1|t0ken|a-secret|hook/);
  }
  expect(receiver.requests).toHaveLength(4);
});
