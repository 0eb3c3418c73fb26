import { describe, expect, test } from '@jest/globals';
import type { RecordedEvent } from '../../domain/process.js';
import { SUBJECTS, forEveryWalk, type State, type Subject } from '../support/case-stories.js';
import type { Walk } from '../support/case-walk.js';

describe('the guards of the domain', () => {
  const subjectsOf = (name: string) => SUBJECTS.filter(({ process }) => process.name === name);
  const [roundSubject] = subjectsOf('inspection-round') as [Subject];
  const [targetSubject] = subjectsOf('target-inspection') as [Subject];
  const itemSubjects = subjectsOf('rectification');
  /** For each event of a type, what stood in the stream before it. */
  function beforeEach(
    { events }: Walk<State>,
    types: readonly string[],
    check: (event: RecordedEvent, earlier: readonly RecordedEvent[]) => void,
  ) {
    events.forEach((event, index) => {
      if (types.includes(event.type)) check(event, events.slice(0, index));
    });
  }
  const findingIn = ({ data }: RecordedEvent) => (data as { finding: string }).finding;
  const ofType = (events: readonly RecordedEvent[], type: string) =>
    events.filter((event) => event.type === type);

  test('no feedback before both decisions', () => {
    forEveryWalk(targetSubject, (walk) => {
      beforeEach(walk, ['FeedbackGivenToPrincipal', 'FeedbackGivenToUnit'], (_event, earlier) => {
        expect(ofType(earlier, 'ReportApproved')).toHaveLength(1);
        expect(ofType(earlier, 'FindingsApproved')).toHaveLength(1);
      });
    });
    forEveryWalk(roundSubject, (walk) => {
      beforeEach(walk, ['TargetFeedbackNoted', 'SecretaryMeetingHeld'], (event, earlier) => {
        expect(ofType(earlier, 'LeadingGroupMeetingHeld')).toHaveLength(1);
        if (event.type === 'TargetFeedbackNoted')
          expect(ofType(earlier, 'SecretaryMeetingHeld')).toHaveLength(1);
      });
    });
  });

  test('no plan before every finding is claimed', () => {
    forEveryWalk(targetSubject, (walk) => {
      beforeEach(walk, ['PlanSubmitted'], (_event, earlier) => {
        const approved = ofType(earlier, 'FindingsApproved').flatMap(
          ({ data }) => (data as { findings: readonly string[] }).findings,
        );
        const claimed = ofType(earlier, 'FindingClaimed').map(findingIn);
        expect([...claimed].sort()).toEqual([...approved].sort());
      });
    });
  });

  test.each(itemSubjects)(
    'no item is closed without evidence and two other people ($name)',
    (one) => {
      forEveryWalk(one, (walk) => {
        beforeEach(walk, ['ItemClosed'], (closing, earlier) => {
          const handedIn = [
            ...ofType(earlier, 'EvidenceSubmitted'),
            ...ofType(earlier, 'CompletionSubmitted'),
          ];
          const verified = ofType(earlier, 'VerificationPassed').at(-1);
          expect(ofType(earlier, 'EvidenceSubmitted').length).toBeGreaterThan(0);
          expect(handedIn.map(({ actor }) => actor.id)).not.toContain(verified?.actor.id);
          expect(closing.actor.id).not.toBe(verified?.actor.id);
        });
      });
    },
  );

  test('every group has at most three units, and a unit one group', () => {
    forEveryWalk(roundSubject, ({ events }) => {
      const units = ofType(events, 'GroupFormed').map(
        ({ data }) => (data as { units: readonly string[] }).units,
      );
      for (const some of units) expect(some.length).toBeLessThanOrEqual(3);
      expect(new Set(units.flat()).size).toBe(units.flat().length);
    });
  });
});
