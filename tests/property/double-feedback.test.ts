import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRejection, type RecordedEvent } from '../../domain/process.js';
import { targetInspection } from '../../domain/target-inspection/index.js';
import { actor, contextOn, type Step } from '../support/given.js';
import {
  confirmReceipt,
  doubleStory,
  feedBackToOwner,
  feedBackToPrincipal,
  holdTalk,
  stream,
} from '../support/target-story.js';

const double = doubleStory();
const { decided, lettersIssued } = double;

/** What may be sent once the letters are out; some of it on days that fit no order. */
const FEEDBACK: readonly Step[] = [
  feedBackToOwner(),
  feedBackToOwner({ heldOn: '2021-08-04' }),
  holdTalk(),
  confirmReceipt(),
  feedBackToPrincipal(),
  feedBackToPrincipal({ givenOn: '2021-07-30' }),
  double.unitMeeting(),
  double.unitMeeting({ heldOn: '2021-07-30' }),
];

/** The story to a random point, then its commands in any order. */
const orders = fc
  .tuple(
    fc.constantFrom(lettersIssued.length, decided.length, decided.length - 1),
    fc.array(fc.constantFrom(...FEEDBACK, ...lettersIssued.slice(-2)), {
      maxLength: 20,
      size: 'max',
    }),
  )
  .map(([told, rest]) => [...lettersIssued.slice(0, told), ...rest]);

/** The stream that these commands leave, whatever is refused on the way. */
function streamAfter(steps: readonly Step[]): readonly RecordedEvent[] {
  let state = targetInspection.initial;
  const events: RecordedEvent[] = [];
  for (const { type, data: given, by } of steps) {
    const command = targetInspection.commands.get(type);
    const data = command?.data.parse(given);
    const context = contextOn('2022-12-30', by ?? actor(command?.by[0] ?? 'process'), stream);
    const decision = targetInspection.decide(state, events.length, { type, data }, context);
    if (isRejection(decision)) continue;
    for (const event of decision) {
      const meta = { version: events.length + 1, now: context.now, actor: context.actor };
      events.push({ ...event, ...meta });
      state = targetInspection.evolve(state, { ...event, ...meta });
    }
  }
  return events;
}

const heldOn = (event: RecordedEvent) => (event.data as { heldOn: string }).heldOn;

test('in no order does the unit hear the feedback before its owning committee', () => {
  let unitMeetings = 0;
  fc.assert(
    fc.property(orders, (steps) => {
      const events = streamAfter(steps);
      const unit = events.findIndex(({ type }) => type === 'FeedbackGivenToUnit');
      if (unit < 0) return;
      unitMeetings += 1;
      const upper = events.findIndex(({ type }) => type === 'FeedbackGivenToOwningCommittee');
      expect(upper).toBeGreaterThanOrEqual(0);
      expect(upper).toBeLessThan(unit);
      expect(heldOn(events[upper]!) <= heldOn(events[unit]!)).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(unitMeetings).toBeGreaterThan(20);
});
