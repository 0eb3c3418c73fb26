import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { createDingTalkChannel } from '../../../delivery/channels/dingtalk.js';
import type { RenderedMessage } from '../../../delivery/message.js';
import { robotAnswer, startReceiver, type Receiver } from '../../support/receiver.js';

const message: RenderedMessage = {
  key: '3f0c5f0e-3f44-4c11-9f0d-1d2f35f0a003',
  subject: '【巡察提醒】2021-05-10 今日须办 1 项',
  text: '巡察办值班员：\n\n1. 黄▲临期　XC-10-12-03\n',
};
const secret = 'SEC-of-the-robot';
const live = () => new AbortController().signal;

let receiver: Receiver;
let millis: number;

beforeEach(async () => {
  receiver = await startReceiver();
  receiver.answer(robotAnswer(0, 'ok'));
  millis = Date.parse('2021-05-10T02:00:00.123Z');
});

afterEach(async () => {
  await receiver.close();
});

const create = (limitMillis = 10_000) => createDingTalkChannel({ limitMillis, now: () => millis });
const robot = (token = 't0ken') => ({
  target: `${receiver.url}/robot/send?access_token=${token}`,
  secret,
});

test('a robot is given plain text, signed as it asks', async () => {
  const result = await create().deliver(message, robot(), live());
  expect(result).toEqual({ outcome: 'delivered', receipt: 'errcode 0' });
  const { url, body, headers } = receiver.requests[0]!;
  const content = `${message.subject}\n\n${message.text}`;
  expect(JSON.parse(body)).toEqual({ msgtype: 'text', text: { content } });
  expect(headers['content-type']).toContain('application/json');
  expect(url.pathname).toBe('/robot/send');
  expect(url.searchParams.get('access_token')).toBe('t0ken');
  expect(url.searchParams.get('timestamp')).toBe(String(millis));
  const sign = createHmac('sha256', secret).update(`${millis}\n${secret}`).digest('base64');
  expect(url.searchParams.get('sign')).toBe(sign);
});

test('a robot that asks for no signature gets none', async () => {
  await create().deliver(message, { ...robot(), secret: null }, live());
  expect([...receiver.requests[0]!.url.searchParams.keys()]).toEqual(['access_token']);
});

test.each([
  [130_101, 'robot-too-fast', false, 60],
  [410_100, 'robot-too-fast', false, 60],
  [310_000, 'robot-check-failed', true, null],
  [300_001, 'robot-unknown', true, null],
  [400_102, 'robot-disabled', true, null],
  [-1, 'robot-failed', false, null],
])('errcode %p is %p', async (errcode, reason, permanent, retryAfterSeconds) => {
  receiver.answer(robotAnswer(errcode, `token t0ken of ${secret}`));
  expect(await create().deliver(message, robot(), live())).toEqual({
    outcome: 'failed',
    reason,
    detail: `errcode ${errcode}`,
    permanent,
    retryAfterSeconds,
  });
});

test.each(['', 'not json', '[]', 'null', '{"errcode":"0"}', '{"errmsg":"ok"}'])(
  'the answer %p is no success',
  async (body) => {
    receiver.answer({ status: 200, body });
    expect(await create().deliver(message, robot(), live())).toMatchObject({
      reason: 'answer-malformed',
      permanent: false,
    });
  },
);

test('the 21st message within a minute is not sent, and told when to come back', async () => {
  const channel = create();
  for (let count = 0; count < 20; count += 1) {
    const result = await channel.deliver(message, robot(), live());
    expect(result.outcome).toBe('delivered');
    millis += 1_000;
  }
  expect(await channel.deliver(message, robot(), live())).toEqual({
    outcome: 'failed',
    reason: 'throttled',
    detail: 'the window of this robot is full',
    permanent: false,
    retryAfterSeconds: 40,
  });
  expect(receiver.requests).toHaveLength(20);
  expect((await channel.deliver(message, robot('other'), live())).outcome).toBe('delivered');
  millis += 40_000;
  expect((await channel.deliver(message, robot(), live())).outcome).toBe('delivered');
});

test('a robot that fails, hangs or cuts the connection is temporary, and names nobody', async () => {
  receiver.answer(
    { status: 502, headers: { 'retry-after': '7' } },
    'hang',
    'hang-after-head',
    'close',
  );
  const results = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    results.push(await create(300).deliver(message, robot(), live()));
  }
  expect(results).toMatchObject([
    { reason: 'receiver-failed', permanent: false, retryAfterSeconds: 7 },
    { reason: 'timed-out', permanent: false },
    { reason: 'timed-out', permanent: false },
    { reason: 'connection-closed', permanent: false },
  ]);
  expect(JSON.stringify(results)).not.toMatch(/t0ken|SEC-of|127\.0\.0\.1/);
});

test('what is no web address takes no place in the window', async () => {
  const channel = create();
  for (let count = 0; count < 25; count += 1) {
    const result = await channel.deliver(message, { target: 'ftp://robot/', secret }, live());
    expect(result).toMatchObject({ reason: 'address-malformed', permanent: true });
  }
});
