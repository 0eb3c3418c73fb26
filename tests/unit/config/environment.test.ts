import { expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { ConfigurationError, readEnvironment } from '../../../config/environment.js';
import { deriveKey, readSecret } from '../../../config/secrets.js';
import { envExample } from '../../../config/write-env-example.js';

const problemsOf = (variables: Record<string, string>): readonly string[] => {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
};

test('nothing configured gives the defaults with absolute paths', () => {
  const environment = readEnvironment({});
  expect(environment).toMatchObject({ port: 3000, host: '127.0.0.1', temporalNamespace: 'xuncha' });
  expect(environment.rehearsal).toBe(false);
  expect(environment).not.toHaveProperty('databaseUrl');
  expect(isAbsolute(environment.home)).toBe(true);
});

test('an empty value counts as not set', () => {
  expect(readEnvironment({ PORT: '', DATABASE_URL: ' ' })).toEqual(readEnvironment({}));
});

test('all problems are named at once', () => {
  const problems = problemsOf({
    PORT: '70000',
    DATABASE_URL: 'mysql://here',
    TEMPORAL_ADDRESS: 'temporal',
    XUNCHA_SECRET: 'short',
    LOG_LEVEL: 'loud',
    XUNCHA_REHEARSAL: 'maybe',
    DATABASE_POOL_SIZE: '0',
  });
  const names = problems.map((problem) => problem.split(' ')[0]).sort();
  expect(names).toEqual([
    'DATABASE_POOL_SIZE',
    'DATABASE_URL',
    'LOG_LEVEL',
    'PORT',
    'TEMPORAL_ADDRESS',
    'XUNCHA_REHEARSAL',
    'XUNCHA_SECRET',
  ]);
});

test('mail needs a server and a sender; links begin where people reach the product', () => {
  const server = { XUNCHA_SMTP_URL: 'smtp://name:word@mail.example.org:587' };
  const sender = { XUNCHA_MAIL_FROM: '巡察办 <xuncha@example.org>' };
  expect(readEnvironment({})).not.toHaveProperty('mail');
  expect(readEnvironment({ ...server, ...sender }).mail).toEqual({
    url: server.XUNCHA_SMTP_URL,
    from: sender.XUNCHA_MAIL_FROM,
  });
  expect(problemsOf(server)).toEqual(['XUNCHA_MAIL_FROM is needed with XUNCHA_SMTP_URL']);
  expect(problemsOf({ ...sender, XUNCHA_SMTP_URL: 'mail.example.org' })).toHaveLength(1);
  expect(problemsOf({ XUNCHA_MAIL_FROM: 'a@example.org\nBcc: b@example.org' })).toHaveLength(1);
  expect(problemsOf({ XUNCHA_PUBLIC_URL: 'xuncha.example.org' })).toHaveLength(1);
  expect(readEnvironment({ PORT: '4000' }).publicUrl).toBe('http://127.0.0.1:4000');
  const { publicUrl } = readEnvironment({ XUNCHA_PUBLIC_URL: 'https://xuncha.example.org/' });
  expect(publicUrl).toBe('https://xuncha.example.org');
});

test('a problem never repeats the value, which may be a password', () => {
  const problems = problemsOf({
    DATABASE_URL: 'mysql://someone:hunter2@here',
    XUNCHA_SECRET: 'abc',
    XUNCHA_SMTP_URL: 'http://someone:hunter2@here',
  });
  expect(problems.join()).not.toContain('hunter2');
  expect(problems.join()).not.toContain('abc');
});

test('the cache follows XDG_CACHE_HOME, and XUNCHA_CACHE before it', () => {
  expect(readEnvironment({ XDG_CACHE_HOME: '/var/tmp/c' }).cacheDir).toBe('/var/tmp/c/xuncha');
  expect(readEnvironment({ XDG_CACHE_HOME: '/c', XUNCHA_CACHE: '/d' }).cacheDir).toBe('/d');
});

test('the example file names every variable and parses to the defaults', () => {
  const pairs = envExample()
    .split('\n')
    .map((line) => /^#([A-Z_]+)=(.*)$/.exec(line))
    .flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const]));
  expect(pairs.length).toBeGreaterThan(10);
  expect(readEnvironment(Object.fromEntries(pairs))).toEqual(readEnvironment({}));
});

test('a secret is made once, kept for its owner alone, and refused when damaged', () => {
  const home = mkdtempSync(join(tmpdir(), 'xuncha-secret-'));
  try {
    const secret = readSecret({ home });
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(readSecret({ home })).toBe(secret);
    expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(home, 'secret'), 'utf8').trim()).toBe(secret);
    writeFileSync(join(home, 'secret'), 'half');
    expect(() => readSecret({ home })).toThrow(ConfigurationError);
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('keys of two purposes differ, and the same purpose gives the same key', () => {
  const secret = 'ab'.repeat(32);
  expect(deriveKey(secret, 'one')).toHaveLength(32);
  expect(deriveKey(secret, 'one')).toEqual(deriveKey(secret, 'one'));
  expect(deriveKey(secret, 'one')).not.toEqual(deriveKey(secret, 'two'));
});
