import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Due } from '../../domain/clock/actions.js';
import type { WithClock } from '../../domain/clock/state.js';
import { inspectionRound } from '../../domain/inspection-round/index.js';
import { shippedPack } from '../../domain/policy/packs.js';
import { processNamed } from '../../domain/processes.js';
import { isRejection, type Process, type RecordedEvent } from '../../domain/process.js';
import { rectification } from '../../domain/rectification/index.js';
import { CLOCK } from '../../domain/shared/roles.js';
import { shippedCalendar } from '../../domain/shared/working-days.js';
import { targetInspection } from '../../domain/target-inspection/index.js';
import { SENDERS, walkThrough, type Walk } from '../support/case-walk.js';
import { drawValue } from '../support/command-values.js';
import { actor, contextOn, uuid, type Step } from '../support/given.js';
import * as item from '../support/item.js';
import { projectFiles, projectRoot } from '../support/project-tree.js';
import * as round from '../support/round.js';
import * as target from '../support/target-story.js';

/** The state of any process, as far as these properties look into it. */
type State = WithClock;

interface Subject {
  readonly name: string;
  readonly process: Process<State>;
  readonly story: readonly Step[];
}

const regular = target.storyOf();
const lookBack = target.storyOf(
  target.listTarget({
    type: 'lookBack',
    lookBackOf: { inspection: 'XC-10-05-W-T7', round: 'XC-10-05', findings: ['OLD-1'] },
  }),
);
const byMember = { by: actor('groupMember') };
const byOtherHead = { by: target.otherHead };

const SUBJECTS: readonly Subject[] = [
  subject('inspection-round', inspectionRound, [...round.assessed, round.closeRound()]),
  subject('target-inspection, closed', targetInspection, regular.closed),
  subject('target-inspection, returned', targetInspection, [
    ...regular.rectificationReported,
    target.returnRectification(),
  ]),
  subject('target-inspection, look-back', targetInspection, [
    ...lookBack.drafted,
    { ...target.reviewFinding({ passed: false, reason: '补充' }), ...byOtherHead },
    { ...target.draftFinding({ draftedOn: '2021-06-03' }), ...byMember },
    { ...target.reviewFinding(), ...byOtherHead },
    target.confirmFinding(),
    target.orderImmediate(),
    target.recordVerdict(),
    target.withdrawGroup(),
  ]),
  subject('rectification, closed', rectification, item.closed),
  subject('rectification, extended', rectification, [
    ...item.requested,
    item.grantExtension(),
    item.submitEvidence(),
  ]),
  subject('rectification, continuing', rectification, item.continued),
];

function subject<S>(name: string, process: Process<S>, story: readonly Step[]): Subject {
  return { name, process: process as unknown as Process<State>, story };
}

/** Checks what a property says of every walk; a failure names the seed. */
function forEveryWalk({ process, story }: Subject, check: (walk: Walk<State>) => void, runs = 25) {
  fc.assert(
    fc.property(fc.gen(), (draw) => check(walkThrough(process, story, draw))),
    { numRuns: runs },
  );
}

/** Every code that stands in the domain's own text. */
const CODES = new Set(
  projectFiles()
    .filter((file) => file.startsWith('domain/') && file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(path.join(projectRoot, file), 'utf8');
      return [...text.matchAll(/(?:reject\(\s*|code: )'([^']*)'/g)].map(([, code]) => code);
    }),
);

const dueListOf = (process: Process<State>, state: State) =>
  process.dueList(state, shippedPack, shippedCalendar);
const idOf = ({ deadline, rung, at }: Due) => `${deadline}:${rung}:${at}`;

describe.each(SUBJECTS)('$name', (one) => {
  const { process } = one;

  test('1: a command gives events that their own schemas parse, or a known rejection', () => {
    forEveryWalk(one, ({ strides }) => {
      for (const { recorded, rejection } of strides) {
        for (const { type, data } of recorded)
          expect(process.events.get(type)!.parse(data)).toEqual(data);
        if (rejection) expect(CODES).toContain(rejection.rejected);
      }
    });
  });

  test('2: a command of the clock decided a second time gives nothing', () => {
    forEveryWalk(one, ({ strides }) => {
      for (const { due, command, context, after, version, recorded } of strides) {
        if (!due) continue;
        const again = process.decide(after, version + recorded.length, command, context);
        if (process.closed(after)) expect(again).toMatchObject({ rejected: 'case-closed' });
        else expect(again).toEqual([]);
      }
    });
  });

  test('3: any known event in any state is folded, and the state stays plain JSON', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const { state, today } = walkThrough(process, one.story, draw);
        const meta = { version: 1, ...contextOn(today, SENDERS[0]!, 'any') };
        for (const [type, schema] of process.events) {
          const data = schema.parse(drawValue(draw, schema, today));
          for (const start of [process.initial, state]) {
            const next = process.evolve(start, { ...meta, type, data });
            expect(JSON.parse(JSON.stringify(next))).toEqual(next);
          }
        }
      }),
      { numRuns: 10 },
    );
  });

  test('4: folding a prefix, then the rest, is folding all', () => {
    forEveryWalk(one, ({ events, strides, state }) => {
      const fold = (start: State, some: readonly RecordedEvent[]) =>
        some.reduce((so, event) => process.evolve(so, event), start);
      expect(fold(process.initial, events)).toEqual(state);
      for (const { before, version } of strides.slice(-3)) {
        const stored = JSON.parse(JSON.stringify(before)) as State;
        expect(fold(stored, events.slice(version))).toEqual(state);
      }
    });
  });

  test('5: a closed case has nothing due and takes no command', () => {
    forEveryWalk(one, (walk) => {
      const { state, events, today } = walk;
      if (!process.closed(state)) return;
      expect(dueListOf(process, state)).toEqual([]);
      const running = Object.values(state.clock.deadlines).filter(
        ({ status }) => status === 'running',
      );
      expect(running).toEqual([]);
      for (const [type] of process.commands)
        for (const by of [...SENDERS, CLOCK]) {
          const context = contextOn(today, by, 'any');
          const decision = process.decide(state, events.length, { type, data: {} }, context);
          expect(isRejection(decision)).toBe(true);
        }
    });
  });

  test('6: a handled due moment is gone, and no id comes twice', () => {
    forEveryWalk(one, ({ strides }) => {
      const handled = new Set<string>();
      for (const { due, after, rejection } of strides) {
        if (due) {
          expect(rejection).toBeNull();
          handled.add(idOf(due));
        }
        const ids = dueListOf(process, after).map(idOf);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => handled.has(id))).toEqual([]);
      }
    });
  });

  test('7: nothing open is forgotten', () => {
    forEveryWalk(one, ({ strides }) => {
      for (const { after, version, recorded } of strides) {
        if (version + recorded.length === 0 || process.closed(after)) continue;
        const running = Object.values(after.clock.deadlines).filter(
          ({ status }) => status === 'running',
        );
        const watched = running.length + dueListOf(process, after).length;
        expect({ status: process.status(after), watched: watched > 0 }).toMatchObject({
          watched: true,
        });
      }
    });
  });

  test('what it tells other cases is a command they know, in a form they accept', () => {
    const deriveId = () => uuid(8);
    forEveryWalk(one, ({ events }) => {
      let state = process.initial;
      for (const event of events) {
        state = process.evolve(state, event);
        const stream = `${process.name}-${uuid(5)}`;
        for (const { process: other, command } of process.effectsOf(event, state, {
          stream,
          deriveId,
        })) {
          const known = processNamed(other)?.commands.get(command.type);
          expect(known?.by).toContain('process');
          expect(known?.data.safeParse(command.data).error?.issues ?? []).toEqual([]);
        }
      }
    });
  });

  test('the original due date of a deadline never changes', () => {
    forEveryWalk(one, ({ strides }) => {
      for (const { recorded, before, after } of strides) {
        const set = recorded.filter(({ type }) => type === 'DeadlineSet');
        const reset = set.map(({ data }) => (data as { deadline: string }).deadline);
        for (const { deadline, originalDueOn } of Object.values(before.clock.deadlines))
          if (!reset.includes(deadline))
            expect(after.clock.deadlines[deadline]?.originalDueOn).toBe(originalDueOn);
      }
    });
  });
});

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

test('the walks go far: every event of every process is written by some of them', () => {
  for (const process of new Set(SUBJECTS.map((one) => one.process))) {
    const missing = new Set(process.events.keys());
    // Only an item is ever extended; the ladder kit gives the event to every process.
    if (process.name !== 'rectification') missing.delete('DeadlineExtended');
    const stories = SUBJECTS.filter((one) => one.process === process);
    for (let batch = 0; batch < 20 && missing.size > 0; batch += 1)
      for (const story of stories)
        forEveryWalk(story, ({ events }) => events.forEach(({ type }) => missing.delete(type)), 20);
    expect([...missing]).toEqual([]);
  }
});
