import { describe, expect, test } from '@jest/globals';
import { figuresAnswer } from '../../../api/organization/figures-answer.js';
import { listsAnswer } from '../../../api/organization/lists-answer.js';
import { organization } from '../../../domain/organization/index.js';
import type { OrganizationState } from '../../../domain/organization/state.js';
import type { RecordedEvent } from '../../../domain/process.js';
import type { StoredEvent } from '../../../event-store/event.js';
import { uuid, type Step } from '../../support/given.js';
import {
  publishList,
  registerCity,
  registerCounty,
  registerOrganization,
  reportFigures,
} from '../../support/organization-registers.js';
import { openOrganization } from '../../support/organization-story.js';
import { storyEvents } from '../../support/stored-events.js';

const BEFORE = 40;
const eventsOf = (...steps: readonly Step[]): StoredEvent[] =>
  storyEvents(`organization-${uuid(1)}`, [openOrganization(), ...steps], { after: BEFORE });
const grown = [registerOrganization(), registerCity({ own: true }), registerCounty()];
const another = registerCounty({ code: 'CA', name: '成安县委' });
const reported = [
  ...grown,
  another,
  reportFigures({ figures: { targets: 10, clues: 4 } }),
  reportFigures({ report: 'TJ-2', from: 'CA', figures: { targets: 6, clues: 1 } }),
  reportFigures({ report: 'TJ-3', from: 'HD', figures: { targets: 3 } }),
];

interface Asked {
  readonly code?: string;
  readonly on?: string;
  readonly isInside?: boolean;
}
function figures(steps: readonly Step[], { on = '2026-04-10', isInside = true, code }: Asked = {}) {
  const events = eventsOf(...steps);
  const state = events.reduce<OrganizationState>(
    (before, event) => organization.evolve(before, event as unknown as RecordedEvent),
    organization.initial,
  );
  const { version, position } = events.at(-1)!;
  return figuresAnswer({ state, events, version, position }, { code, on, isInside });
}

describe('figures', () => {
  test('are those of the own organization unless another one is named, each opening to its reports', () => {
    const answer = figures(reported);
    expect(answer).toMatchObject({
      ...{ code: 'HD', name: '某市委', level: 'city', word: '巡察', on: '2026-04-10' },
      own: { targets: 3 },
      rolledUp: { targets: 19, clues: 5 },
      below: [
        { code: 'WX', name: '某县委', level: 'county', rolledUp: { targets: 10, clues: 4 } },
        { code: 'CA', name: '成安县委', level: 'county', rolledUp: { targets: 6, clues: 1 } },
      ],
      suppressed: false,
    });
    const period = { fromOn: '2026-01-01', toOn: '2026-03-31' };
    expect(answer?.reports).toEqual([
      { report: 'TJ-2', from: 'CA', ...period, version: 8, position: BEFORE + 8 },
      { report: 'TJ-3', from: 'HD', ...period, version: 9, position: BEFORE + 9 },
      { report: 'TJ-1', from: 'WX', ...period, version: 7, position: BEFORE + 7 },
    ]);
  });

  test('of a province are inspections by another word, and sum everything below', () => {
    expect(figures(reported, { code: 'HB' })).toMatchObject({
      ...{ code: 'HB', word: '巡视', own: {} },
      rolledUp: { targets: 19, clues: 5 },
      below: [{ code: 'HD', rolledUp: { targets: 19, clues: 5 } }],
    });
  });

  test('of one county rest on its own reports alone', () => {
    const answer = figures(reported, { code: 'WX' });
    expect(answer).toMatchObject({ own: { targets: 10 }, rolledUp: { targets: 10 }, below: [] });
    expect(answer?.reports.map(({ report }) => report)).toEqual(['TJ-1']);
  });

  test('outside the office withhold what is small, and what stands beside it', () => {
    expect(figures(reported, { isInside: false })).toMatchObject({
      own: { targets: 3 },
      rolledUp: { targets: 19, clues: 5 },
      below: [{ rolledUp: { targets: 10, clues: null } }, { rolledUp: { clues: null } }],
      suppressed: true,
    });
  });

  test('add up the periods that had ended by the day', () => {
    const second = { report: 'TJ-9', fromOn: '2026-04-01', toOn: '2026-04-09' };
    const steps = [...reported, reportFigures({ ...second, figures: { targets: 5 } })];
    expect(figures(steps, { on: '2026-04-08' })?.rolledUp).toEqual({ targets: 19, clues: 5 });
    expect(figures(steps, { on: '2026-04-09' })?.rolledUp).toEqual({ targets: 24, clues: 5 });
    expect(figures(steps, { on: '2026-03-30' })).toMatchObject({ rolledUp: {}, reports: [] });
  });

  test('of a corrected period are those of the last report, also when a number stands again', () => {
    const correction = { report: 'TJ-9', supersedes: 'TJ-1', figures: { targets: 20 } };
    const corrected = [...reported, reportFigures(correction)];
    const of = (steps: readonly Step[]) => figures(steps, { code: 'WX' });
    expect(of(corrected)).toMatchObject({
      own: { targets: 20 },
      reports: [{ report: 'TJ-9', version: 10 }],
    });
    const again = reportFigures({ supersedes: 'TJ-9', figures: { targets: 30 } });
    expect(of([...corrected, again])).toMatchObject({
      own: { targets: 30 },
      reports: [{ report: 'TJ-1', version: 11 }],
    });
  });

  test.each(['XX', 'constructor'])('of %s there are none', (code) => {
    expect(figures(reported, { code })).toBeUndefined();
  });

  test('need an own organization when none is named', () => {
    expect(figures([registerOrganization()])).toBeUndefined();
    expect(figures([registerOrganization()], { code: 'HB' })).toMatchObject({ rolledUp: {} });
  });
});

describe('lists', () => {
  const entries = [
    { code: 'A', title: '甲' },
    { code: 'A-1', title: '甲一', parent: 'A' },
    { code: 'B', title: '乙' },
  ];
  const events = eventsOf(
    ...grown,
    publishList({ entries }),
    publishList({ version: 2, effectiveFrom: '2026-07-01', entries: [{ code: 'C', title: '丙' }] }),
    publishList({ list: 'pledgeTexts', name: 'GROUP', entries: [{ code: 'D', title: '丁' }] }),
  );
  const lines = (kind: 'taxonomy' | 'focusScheme' | undefined, on = '2026-06-30') =>
    listsAnswer(events, { kind, on }).lists;

  test('come with every version, its entries, and the leaves a form offers', () => {
    const [first, second, ...rest] = lines('taxonomy');
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ version: 1, entries, leaves: ['A-1', 'B'], inForce: true });
    expect(second).toMatchObject({ version: 2, leaves: ['C'], inForce: false });
    expect(lines('taxonomy', '2026-07-01').map(({ inForce }) => inForce)).toEqual([false, true]);
  });

  test('of every kind come when none is asked for', () => {
    expect(lines(undefined).map(({ list }) => list)).toEqual([
      ...['taxonomy', 'taxonomy'],
      'pledgeTexts',
    ]);
    expect(lines('focusScheme')).toEqual([]);
  });
});
