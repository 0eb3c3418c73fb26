import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createMailChannel } from '../../../delivery/channels/mail.js';
import type { RenderedMessage } from '../../../delivery/message.js';
import {
  headerOf,
  startMailServer,
  textOf,
  type MailBehavior,
  type MailServer,
} from '../../support/mail-server.js';
import { freePorts } from '../../../servers/free-ports.js';

const message: RenderedMessage = {
  key: '3f0c5f0e-3f44-4c11-9f0d-1d2f35f0a001',
  subject: '【巡察提醒】2021-05-10 今日须办 2 项，逾期 1 项',
  text: '巡察办值班员：\n\n1. 红■逾期 3 天　XC-10-12-03\n.\n',
};
const target = 'duty-officer@county.example';
const address = { target, secret: null };
const from = '巡察办 <xuncha@county.example>';
const limitMillis = 400;
const live = () => new AbortController().signal;

let server: MailServer;

beforeEach(async () => {
  server = await startMailServer();
});

afterEach(async () => {
  await server.close();
});

test('a mail arrives whole, with the key in its headers', async () => {
  const channel = createMailChannel({ url: server.url, from });
  const result = await channel.deliver(message, address, live());
  expect(result).toMatchObject({
    outcome: 'delivered',
    receipt: expect.stringContaining('queued as 1'),
  });
  const [mail] = server.mails;
  expect(mail?.recipients).toEqual([target]);
  expect(headerOf(mail!, 'Message-ID')).toBe(`<${message.key}@xuncha.local>`);
  expect(headerOf(mail!, 'X-Xuncha-Key')).toBe(message.key);
  expect(headerOf(mail!, 'Auto-Submitted')).toBe('auto-generated');
  expect(headerOf(mail!, 'To')).toBe(target);
  expect(textOf(mail!)).toBe(message.text);
});

test('the receipt says what the server queued, without the address', async () => {
  const channel = createMailChannel({ url: server.url, from });
  const result = await channel.deliver(message, address, live());
  expect(JSON.stringify(result)).toContain('queued as 1');
  expect(JSON.stringify(result)).not.toContain('county.example');
});

test('the second attempt carries the same id, so a mailbox can drop one of two copies', async () => {
  const channel = createMailChannel({ url: server.url, from });
  server.behave('postpone');
  expect(await channel.deliver(message, address, live())).toMatchObject({
    outcome: 'failed',
    permanent: false,
  });
  server.behave('accept');
  await channel.deliver(message, address, live());
  await channel.deliver(message, address, live());
  const ids = server.mails.map((mail) => headerOf(mail, 'Message-ID'));
  expect(ids).toEqual(Array(2).fill(`<${message.key}@xuncha.local>`));
});

test.each<[MailBehavior, string, string, boolean]>([
  ['postpone', 'postponed', 'SMTP 451 4.7.1', false],
  ['bounce', 'bounced', 'SMTP 550 5.1.1', true],
  ['refuse-text', 'bounced', 'SMTP 554 5.7.1', true],
  ['silent', 'timed-out', 'ETIMEDOUT', false],
  ['hang', 'timed-out', 'ETIMEDOUT', false],
])('a server that does %p: %p', async (behavior, reason, detail, permanent) => {
  server.behave(behavior);
  const channel = createMailChannel({ url: server.url, from, limitMillis });
  const started = performance.now();
  const result = await channel.deliver(message, address, live());
  expect(result).toEqual({
    outcome: 'failed',
    reason,
    detail,
    permanent,
    retryAfterSeconds: null,
  });
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(server.mails).toEqual([]);
});

test('a server that is away is a temporary failure', async () => {
  const [port] = await freePorts(1);
  const channel = createMailChannel({ url: `smtp://127.0.0.1:${port!}`, from, limitMillis });
  const result = await channel.deliver(message, address, live());
  expect(result).toMatchObject({ reason: 'connection-refused', permanent: false });
});

test.each([
  'one@county.example, other@county.example',
  'one@county.example\r\nBcc: other@county.example',
  '值班员 <one@county.example>',
  'nobody',
  '',
])('%p is not one address', async (wrong) => {
  const channel = createMailChannel({ url: server.url, from });
  const result = await channel.deliver(message, { target: wrong, secret: null }, live());
  expect(result).toMatchObject({ reason: 'address-malformed', permanent: true });
  expect(server.mails).toEqual([]);
});

test('the sender can end an attempt, before and while it waits', async () => {
  server.behave('hang');
  const channel = createMailChannel({ url: server.url, from });
  expect(await channel.deliver(message, address, AbortSignal.abort())).toMatchObject({
    reason: 'stopped',
  });
  const signal = AbortSignal.timeout(300);
  const result = await channel.deliver(message, address, signal);
  expect(result).toMatchObject({ reason: 'stopped', permanent: false });
});

test('the talk is encrypted when the server offers it, and not sent to one with a bad certificate', async () => {
  const secure = await startMailServer({ tls: true });
  try {
    const distrusting = createMailChannel({ url: secure.url, from });
    expect(await distrusting.deliver(message, address, live())).toMatchObject({
      reason: 'tls-failed',
      permanent: false,
    });
    expect(secure.mails).toEqual([]);
    const trusting = createMailChannel({
      url: `${secure.url}/?tls.rejectUnauthorized=false`,
      from,
    });
    expect(await trusting.deliver(message, address, live())).toMatchObject({
      outcome: 'delivered',
    });
    expect(secure.mails.map((mail) => mail.secure)).toEqual([true]);
  } finally {
    await secure.close();
  }
});

test('a refused login is for an operator to mend, and no failure holds the password', async () => {
  const login = { user: 'xuncha', password: 'hunter2-%' };
  const guarded = await startMailServer({ login });
  try {
    const withPassword = (password: string) =>
      createMailChannel({
        url: `smtp://xuncha:${encodeURIComponent(password)}@127.0.0.1:${guarded.port}`,
        from,
      }).deliver(message, address, live());
    const refused = await withPassword('wrong-one');
    expect(refused).toMatchObject({
      reason: 'login-refused',
      detail: 'SMTP 535 5.7.8',
      permanent: false,
    });
    const bare = createMailChannel({ url: guarded.url, from });
    expect(await bare.deliver(message, address, live())).toMatchObject({
      reason: 'login-refused',
      permanent: false,
    });
    expect(await withPassword(login.password)).toMatchObject({ outcome: 'delivered' });
  } finally {
    await guarded.close();
  }
});
