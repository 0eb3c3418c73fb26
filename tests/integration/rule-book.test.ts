import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { organization } from '../../domain/organization/index.js';
import { countyDefault } from '../../domain/policy/county-default.js';
import { UnknownEvent } from '../../domain/process.js';
import { UnpublishedError } from '../../domain/shared/policy.js';
import type { RuleBook } from '../../domain/shared/rule-book.js';
import { createRuleBooks, organizationStream, type RuleBooks } from '../../rule-book/index.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { decideDirectly } from '../support/decide.js';
import { calendar2027, ownPack } from '../support/organization-story.js';
import { appendAll, appenderOf } from '../support/projecting.js';

let database: FreshDatabase;
let stream: string;
/** What one process of the product has read; it publishes nothing itself. */
let books: RuleBooks;

const now = '2026-03-02T02:00:00.000Z';

beforeEach(async () => {
  database = await freshDatabase();
  const { db } = database.as('api_ro', { size: 2 });
  stream = await organizationStream(db);
  books = createRuleBooks(db);
});
afterEach(() => database.drop());

/** Publishes over a connection of another process. */
async function publish(): Promise<void> {
  const worker = database.as('worker_rw', { size: 2 });
  const send = (type: string, data: object, by: 'process' | 'officeDirector') =>
    decideDirectly(worker, stream, { type, data, by, now });
  await send('OpenOrganization', { name: '某县委巡察办' }, 'process');
  await send('PublishPolicyPack', { pack: ownPack() }, 'officeDirector');
  await send('PublishCalendar', { calendar: calendar2027 }, 'officeDirector');
}
const own = ({ packs }: RuleBook) => packs({ pack: 'own', version: 1 });

describe('the rules as one process knows them', () => {
  test('are those that ship while nothing was published', async () => {
    const book = await books.current();
    expect(book.packs({ pack: 'county-default', version: 1 })).toBe(countyDefault);
    expect(book.calendar.version).toBe('cn-notices-2026');
    expect(await books.organization()).toEqual({ stream, state: organization.initial });
    expect(stream).toMatch(/^organization-[0-9a-f-]{36}$/);
    expect(await organizationStream(database.as('worker_rw').db)).toBe(stream);
  });

  test('find on a miss what another process published a moment ago', async () => {
    const before = await books.current();
    await publish();
    expect(() => own(before)).toThrow(UnpublishedError);
    expect(await books.consult(own)).toEqual(ownPack());
    expect(await books.consult((book) => book.calendars('cn-notices-2027').version)).toBe(
      'cn-notices-2027',
    );
  });

  test('read again once when the miss is deep inside another error', async () => {
    await books.current();
    await publish();
    let tries = 0;
    const found = await books.consult(async (book) => {
      tries += 1;
      await sleep(1);
      try {
        return own(book);
      } catch (cause) {
        throw new Error('the decision failed', { cause });
      }
    });
    expect({ found, tries }).toEqual({ found: ownPack(), tries: 2 });
  });

  test('say of what nobody published that nobody did, and pass other errors on at once', async () => {
    await publish();
    await expect(
      books.consult(({ packs }) => packs({ pack: 'own', version: 2 })),
    ).rejects.toBeInstanceOf(UnpublishedError);
    let tries = 0;
    const failing = books.consult(() => {
      tries += 1;
      throw new TypeError('no answer');
    });
    await expect(failing).rejects.toThrow('no answer');
    expect(tries).toBe(1);
  });

  test('are read afresh for whoever asks for that, and by all within a second', async () => {
    const before = await books.current();
    expect(await books.current()).toBe(before);
    const version = ({ calendar }: RuleBook) => calendar.version;
    const other = createRuleBooks(database.as('api_ro', { size: 1 }).db);
    await other.current();
    await publish();
    expect(await books.consult(version, true)).toBe('cn-notices-2027');
    expect((await books.organization()).state).toMatchObject({
      name: '某县委巡察办',
      calendar: 'cn-notices-2027',
    });
    await sleep(1_100);
    expect(version(await other.current())).toBe('cn-notices-2027');
  });

  test('are shared by those who ask at once, each with an answer from after its question', async () => {
    const asked = Array.from({ length: 20 }, () => books.consult((book) => book, true));
    const first = await Promise.all(asked);
    expect(new Set(first).size).toBe(1);
    const early = books.organization();
    await publish();
    const late = await Promise.all([books.consult(own, true), books.organization()]);
    expect(late[0]).toEqual(ownPack());
    expect(late[1].state.calendar).toBe('cn-notices-2027');
    await early;
  });

  test('stop at an event that a newer version wrote', async () => {
    await publish();
    const data = { name: '某市委巡察办', seal: 'red' };
    await appendAll(appenderOf(database), [
      { stream, type: 'OrganizationRenamed', schemaVersion: 2, data },
    ]);
    await expect(books.consult(own, true)).rejects.toBeInstanceOf(UnknownEvent);
    await expect(books.organization()).rejects.toBeInstanceOf(UnknownEvent);
  });
});
