import { describe, expect, test } from '@jest/globals';
import { mailbox } from '../../../domain/mailbox/index.js';
import { afterQuietHours, isQuiet, QuietHours } from '../../../domain/mailbox/quiet-hours.js';
import { actor } from '../../support/given.js';
import { at, HOLDER, mailboxOf } from '../../support/mailbox.js';

const wall = '2021-11-02 10:00';
const colleague = { id: 'account:other', posts: HOLDER.posts };

describe('a mailbox', () => {
  test('obeys its holder, whose unit it is reached by, and nobody beside them', () => {
    const life = mailboxOf(['mail', 'webhook']);
    const set = (channels: string[], by = HOLDER) =>
      life.send(wall, 'SetChannels', { channels }, by);
    expect(set(['webhook'])).toEqual(['ChannelsSet']);
    expect(set(['webhook'])).toEqual([]);
    expect(set(['mail'], colleague)).toBe('not-your-mailbox');
    expect(set(['mail'], actor('officeDirector'))).toBe('not-your-mailbox');
    expect(set(['mail'], { ...HOLDER, posts: [{ role: 'targetOwner', scope: 'unit:W-T2' }] })).toBe(
      'forbidden',
    );
    expect(life.send(wall, 'SetQuietHours', { quiet: null }, colleague)).toBe('not-your-mailbox');
    expect(life.send(wall, 'MarkRead', { throughPosition: 1, keys: [] }, colleague)).toBe(
      'not-your-mailbox',
    );
  });

  test('uses a new address at once, and keeps switched off what its holder switched off', () => {
    const life = mailboxOf(['mail']);
    expect(life.send(wall, 'SetChannels', { channels: [] }, HOLDER)).toEqual(['ChannelsSet']);
    expect(life.send(wall, 'SetChannels', { channels: ['webhook', 'mail'] })).toHaveLength(1);
    expect(life.state).toMatchObject({ found: ['mail', 'webhook'], channels: ['webhook'] });
    expect(life.send(wall, 'SetChannels', { channels: ['mail'] })).toHaveLength(1);
    expect(life.state).toMatchObject({ found: ['mail'], channels: [] });
    expect(life.send(wall, 'SetChannels', { channels: ['webhook'] }, HOLDER)).toBe('no-address');
  });

  test('follows the scopes of its holder', () => {
    const life = mailboxOf();
    expect(life.send(wall, 'SetScopes', { scopes: ['unit:W-T1'] })).toEqual([]);
    expect(life.send(wall, 'SetScopes', { scopes: ['unit:W-T2'] })).toEqual(['ScopesSet']);
    expect(mailbox.reach(life.state)).toEqual(['unit:W-T2']);
  });

  test('knows up to where its list was read', () => {
    const life = mailboxOf();
    const read = (throughPosition: number, keys: string[] = []) =>
      life.send(wall, 'MarkRead', { throughPosition, keys }, HOLDER);
    expect(read(7)).toEqual(['NoticesRead']);
    expect(read(5)).toEqual([]);
    expect(read(5, ['a'])).toEqual(['NoticesRead']);
    expect(life.state.readThrough).toBe(7);
  });

  test('sets and lifts quiet hours', () => {
    const life = mailboxOf();
    const set = (quiet: unknown) => life.send(wall, 'SetQuietHours', { quiet }, HOLDER);
    expect(set({ from: '20:00', to: '08:00' })).toEqual([]);
    expect(set({ from: '21:00', to: '08:00' })).toEqual(['QuietHoursSet']);
    expect(set(null)).toEqual(['QuietHoursSet']);
    expect(set(null)).toEqual([]);
    expect(() => set({ from: '08:00', to: '22:01' })).toThrow('14 hours');
    expect(() => set({ from: '8:00', to: '22:00' })).toThrow('time of day');
  });
});

describe('quiet hours', () => {
  const night = { from: '20:00', to: '08:00' };
  const noon = { from: '12:00', to: '14:30' };

  test.each([
    ['2021-11-08 19:59', night, '2021-11-08 19:59'],
    ['2021-11-08 20:00', night, '2021-11-09 08:00'],
    ['2021-11-08 23:59', night, '2021-11-09 08:00'],
    ['2021-11-09 00:00', night, '2021-11-09 08:00'],
    ['2021-11-09 07:59', night, '2021-11-09 08:00'],
    ['2021-11-09 08:00', night, '2021-11-09 08:00'],
    ['2021-11-08 12:00', noon, '2021-11-08 14:30'],
    ['2021-11-08 11:59', noon, '2021-11-08 11:59'],
    ['2021-11-08 14:30', noon, '2021-11-08 14:30'],
    ['2021-12-31 22:00', night, '2022-01-01 08:00'],
    ['2021-11-08 03:00', null, '2021-11-08 03:00'],
  ])('at %s (%o) something may be sent at %s', (now, quiet, expected) => {
    expect(afterQuietHours(at(now), quiet)).toBe(at(expected));
    expect(isQuiet(at(now), quiet)).toBe(now !== expected);
  });

  test('last more than nothing and at most 14 hours', () => {
    expect(QuietHours.safeParse({ from: '20:00', to: '20:00' }).success).toBe(false);
    expect(QuietHours.safeParse({ from: '20:00', to: '10:00' }).success).toBe(true);
    expect(QuietHours.safeParse({ from: '20:00', to: '10:01' }).success).toBe(false);
    expect(QuietHours.safeParse({ from: '24:00', to: '08:00' }).success).toBe(false);
  });
});
