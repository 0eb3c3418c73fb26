import { describe, expect, test } from '@jest/globals';
import { deliveryDue, overdueBefore } from '../../../domain/mailbox/due-delivery.js';
import { nextAttemptAt } from '../../../domain/mailbox/retry.js';
import { ROLE_TITLES } from '../../../domain/mailbox/role-titles.js';
import { INITIAL_MAILBOX } from '../../../domain/mailbox/state.js';
import { shippedCalendar } from '../../../domain/shared/working-days.js';
import { at } from '../../support/mailbox.js';

const day = { calendar: shippedCalendar, digestMinutes: 9 * 60 + 1 };
const open = { ...INITIAL_MAILBOX, status: 'open' as const, throughPosition: 10 };
const told = { ...open, digestOn: '2021-11-08' };

describe('what is due', () => {
  test.each([
    ['before the first working minute', '2021-11-08 09:00', open, { any: 11, red: 0 }, null],
    ['in it', '2021-11-08 09:01', open, { any: 11, red: 0 }, 'digest'],
    ['later, when nothing went before', '2021-11-08 16:00', open, { any: 11, red: 0 }, 'digest'],
    ['nothing new', '2021-11-08 09:01', open, { any: 10, red: 10 }, null],
    ['nothing at all', '2021-11-08 09:01', open, { any: 0, red: 0 }, null],
    ['a rest day', '2021-11-07 09:01', open, { any: 11, red: 11 }, null],
    ['a make-up working Saturday', '2021-10-09 09:01', open, { any: 11, red: 0 }, 'digest'],
    ['quiet hours', '2021-11-08 20:00', open, { any: 11, red: 11 }, null],
    ['yellow after the digest', '2021-11-08 10:00', told, { any: 12, red: 0 }, null],
    ['red after the digest', '2021-11-08 10:00', told, { any: 12, red: 11 }, 'urgent'],
    [
      'red that was told already',
      '2021-11-08 10:00',
      { ...told, urgentThrough: 11 },
      { any: 12, red: 11 },
      null,
    ],
    [
      'red within ten minutes of the last',
      '2021-11-08 10:00',
      { ...told, urgentAt: at('2021-11-08 09:51') },
      { any: 12, red: 11 },
      null,
    ],
    ['red on the next day', '2021-11-09 09:01', told, { any: 12, red: 11 }, 'digest'],
  ] as const)('%s', (_, now, mailbox, newest, expected) => {
    expect(deliveryDue(mailbox, newest, at(now), day)).toBe(expected);
  });

  test('a digest is overdue a day after its own, rest days apart', () => {
    expect(overdueBefore(at('2021-11-10 09:01'), day)).toBe(at('2021-11-09 09:01'));
    expect(overdueBefore(at('2021-11-10 09:00'), day)).toBe(at('2021-11-08 09:01'));
    // From Friday's digest over the weekend to Tuesday morning nothing new can be overdue.
    expect(overdueBefore(at('2021-11-09 08:00'), day)).toBe(at('2021-11-05 09:01'));
    expect(overdueBefore(at('2021-10-08 12:00'), day)).toBe(at('2021-09-30 09:01'));
  });
});

describe('the next attempt', () => {
  const failedOnce = {
    attempt: 1,
    startedAt: at('2021-11-08 09:01'),
    failedAt: at('2021-11-08 09:01'),
    permanent: false,
    retryAfterSeconds: null,
  };

  test.each([
    [{}, '2021-11-08 09:02'],
    [{ attempt: 2 }, '2021-11-08 09:06'],
    [{ attempt: 6 }, '2021-11-08 13:01'],
    [{ attempt: 40, failedAt: at('2021-11-08 15:00') }, '2021-11-08 19:00'],
    [{ attempt: 40, failedAt: at('2021-11-08 16:30') }, '2021-11-09 08:00'],
    [{ retryAfterSeconds: 30 }, '2021-11-08 09:02'],
    [{ retryAfterSeconds: 3_600 }, '2021-11-08 10:01'],
    [{ attempt: 40, failedAt: at('2021-11-09 08:00') }, null],
    [{ retryAfterSeconds: 86_401 }, null],
    [{ permanent: true }, null],
  ])('of %o is at %s', (given, expected) => {
    const quiet = { from: '20:00', to: '08:00' };
    const next = nextAttemptAt({ ...failedOnce, ...given }, quiet);
    expect(next).toBe(expected === null ? null : at(expected));
  });
});

test('every role has a title that people read', () => {
  for (const title of Object.values(ROLE_TITLES)) expect(title).toMatch(/^\p{Script=Han}+$/u);
  expect(new Set(Object.values(ROLE_TITLES)).size).toBe(Object.keys(ROLE_TITLES).length);
});
