import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mailbox } from '../../domain/mailbox/index.js';
import { isQuiet } from '../../domain/mailbox/quiet-hours.js';
import type { ChannelKind } from '../../domain/mailbox/state.js';
import { shippedBook } from '../../domain/policy/packs.js';
import type { RecordedEvent } from '../../domain/process.js';
import { millisOf, shanghaiClock } from '../../domain/shared/instant.js';
import { arrived, digest, mailboxOf, noted, type Life } from '../support/mailbox.js';

const DAY_MILLIS = 24 * 3_600_000;
const channelsOf = fc.subarray<ChannelKind>(['mail', 'webhook', 'dingtalk'], { minLength: 1 });
/** What each channel answers, attempt by attempt; the last answer is repeated. */
const answers = fc.array(
  fc.record({
    arrives: fc.boolean(),
    permanent: fc.boolean(),
    retryAfterSeconds: fc.option(fc.integer({ min: 0, max: 40_000 })),
  }),
  { minLength: 1, maxLength: 12 },
);
type Answer = Readonly<{ arrives: boolean; permanent: boolean; retryAfterSeconds: number | null }>;

const sentOf = ({ effects }: Life) =>
  effects.flatMap((effect) => ('notify' in effect ? [effect.notify] : []));
const ofType = ({ events }: Life, type: string) => events.filter((event) => event.type === type);
const dataOf = ({ data }: RecordedEvent) => data as Readonly<Record<string, unknown>>;

/** Lets every attempt be answered, and the clock fire, until nothing is under way. */
function liveThrough(channels: readonly ChannelKind[], script: readonly Answer[]): Life {
  const life = mailboxOf(channels);
  life.send('2021-11-08 09:01', 'StartDelivery', digest());
  for (let sent = 0; ; sent += 1) {
    const attempt = sentOf(life)[sent];
    if (!attempt) {
      if (mailbox.dueList(life.state, shippedBook).length === 0) return life;
      life.fire();
      sent -= 1;
      continue;
    }
    const { delivery, channel, attempt: n } = attempt;
    const answer = script[Math.min(n, script.length) - 1];
    const { permanent = false, retryAfterSeconds = null } = answer ?? {};
    const name = { delivery, channel };
    const note = answer?.arrives
      ? arrived(n, name)
      : noted(n, { ...name, permanent, retryAfterSeconds });
    const wall = shanghaiClock(life.events.at(-1)!.now);
    life.send(wall, 'NoteDelivery', note);
    // The same answer a second time changes nothing.
    expect(life.send(wall, 'NoteDelivery', note)).toEqual([]);
  }
}

test('a delivery ends within a day: it arrived somewhere, or its notices climb, never both', () => {
  fc.assert(
    fc.property(channelsOf, answers, (channels, script) => {
      const life = liveThrough(channels, script);
      expect(life.state.deliveries).toEqual({});
      const hasArrived = ofType(life, 'MessageDelivered').length > 0;
      expect(ofType(life, 'DeliveryFailed')).toHaveLength(hasArrived ? 0 : 1);
      const [start] = ofType(life, 'DeliveryStarted');
      const length = millisOf(life.events.at(-1)!.now) - millisOf(start!.now);
      expect(length).toBeLessThanOrEqual(DAY_MILLIS);
    }),
  );
});

test('each attempt is sent once and answered once, by day', () => {
  fc.assert(
    fc.property(channelsOf, answers, (channels, script) => {
      const life = liveThrough(channels, script);
      const named = (one: object) => JSON.stringify(one);
      const sent = sentOf(life).map(named);
      expect(new Set(sent).size).toBe(sent.length);
      const answered = ['MessageDelivered', 'MessageFailed'].flatMap((type) => ofType(life, type));
      const attempts = answered
        .map(dataOf)
        .map(({ delivery, channel, attempt }) => named({ delivery, channel, attempt }));
      expect([...attempts].sort()).toEqual([...sent].sort());
      for (const { now } of ofType(life, 'MessageRetried'))
        expect(isQuiet(now, life.state.quiet)).toBe(false);
    }),
  );
});

test('folding the events gives the state, and it stays plain JSON', () => {
  fc.assert(
    fc.property(channelsOf, answers, (channels, script) => {
      const { events, state } = liveThrough(channels, script);
      const folded = events.reduce((so, event) => mailbox.evolve(so, event), mailbox.initial);
      expect(folded).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      for (const { type, data } of events)
        expect(mailbox.events.get(type)!.parse(data)).toEqual(data);
    }),
  );
});
