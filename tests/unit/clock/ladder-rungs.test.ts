import { describe, expect, test } from '@jest/globals';
import { start } from '../../../domain/clock/actions.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { shanghaiClock, type Instant } from '../../../domain/shared/instant.js';
import type { PackRef } from '../../../domain/shared/policy.js';
import type { RuleBook } from '../../../domain/shared/rule-book.js';
import { scenarioOf } from '../../support/given.js';
import { bookWith, fired, go, open, pack, tickingProcess } from '../../support/ticking.js';

/** `[rung, date, event, lamp, posts that are told, paper]`; the end of the due day tells nobody. */
type Row = readonly [
  rung: string,
  on: string,
  event: string,
  lamp?: string | undefined,
  told?: readonly string[] | undefined,
  paper?: string | null | undefined,
];

interface Claim {
  readonly lamp?: string;
  readonly to?: readonly { readonly role: string }[];
  readonly paper?: string | null;
}

/** Sets one deadline on its anchor day and lets every moment of its ladder fire in turn, on the minute. */
function climb(rule: string, anchorOn: string, from: PackRef = pack, book: RuleBook = shippedBook) {
  const process = tickingProcess([start(rule, from, anchorOn)]);
  const scenario = scenarioOf(process, { book });
  const history = [open, go(0, anchorOn)];
  const rows: Row[] = [];
  const moments: Instant[] = [];
  for (;;) {
    const { state } = scenario.given(...history);
    const [due] = process.dueList(state, book);
    if (!due) return { rows, moments };
    const { decided } = scenario.given(...history).when(fired(due));
    const [event] = decided;
    if (decided.length !== 1 || !event)
      throw new Error(`${due.rung} gave ${decided.length} events`);
    const { lamp, to = [], paper } = event.data as Claim;
    const [date = ''] = shanghaiClock(due.at).split(' ');
    const told = to.map(({ role }) => role);
    rows.push(
      event.type === 'DeadlineMissed'
        ? [due.rung, date, event.type]
        : [due.rung, date, event.type, lamp, told, paper],
    );
    moments.push(due.at);
    history.push(fired(due));
  }
}

describe('every ladder, rung by rung', () => {
  test('S: a report due on the first day after National Day', () => {
    // 09-18 and 10-09 are Saturdays that are worked.
    expect(climb('rectification-report', '2021-07-08').rows).toEqual([
      [
        'green',
        '2021-09-18',
        'ReminderIssued',
        'green',
        ['targetPrincipal'],
        'warning-letter-green',
      ],
      [
        'yellow',
        '2021-09-28',
        'ReminderIssued',
        'yellow',
        ['targetPrincipal'],
        'warning-letter-yellow',
      ],
      [
        'yellow-call',
        '2021-09-28',
        'ReminderIssued',
        'yellow',
        ['targetPrincipal', 'officeStaff'],
        null,
      ],
      ['due', '2021-10-08', 'ReminderIssued', 'yellow', ['targetPrincipal', 'targetLiaison'], null],
      ['missed', '2021-10-09', 'DeadlineMissed'],
      [
        'red',
        '2021-10-09',
        'EscalationRaised',
        'red',
        ['targetPrincipal', 'officeStaff'],
        'warning-letter-red',
      ],
      [
        'red-5',
        '2021-10-14',
        'EscalationRaised',
        'red',
        ['supervisingLeader', 'officeDirector', 'dailySupervisor'],
        'supervision-order',
      ],
      [
        'red-10',
        '2021-10-21',
        'EscalationRaised',
        'red',
        ['executiveDeputyHead'],
        'interview-notice',
      ],
      [
        'red-20',
        '2021-11-04',
        'EscalationRaised',
        'red',
        ['leadingGroupHead'],
        'accountability-proposal',
      ],
    ]);
  });

  test('S: an owner who is not the principal is told beside the principal', () => {
    const { rows } = climb('rectification-plan', '2021-07-08');
    const told = Object.fromEntries(rows.map(([rung, , , , to]) => [rung, to]));
    expect(told).toMatchObject({
      green: ['targetLiaison'],
      yellow: ['targetLiaison', 'targetPrincipal'],
      'yellow-call': ['targetLiaison', 'officeStaff'],
      due: ['targetLiaison'],
      red: ['targetLiaison', 'targetPrincipal', 'officeStaff'],
    });
  });

  test('R: ten working days across the Spring Festival of 2022, whose Saturday and Sunday before were worked', () => {
    expect(climb('leading-group-hears', '2022-01-21').rows).toEqual([
      ['yellow', '2022-01-28', 'ReminderIssued', 'yellow', ['officeDirector'], 'memo'],
      ['due', '2022-02-09', 'ReminderIssued', 'yellow', ['officeDirector'], 'memo'],
      ['missed', '2022-02-10', 'DeadlineMissed'],
      [
        'red-3',
        '2022-02-14',
        'EscalationRaised',
        'red',
        ['officeDirector', 'executiveDeputyHead'],
        'memo',
      ],
      [
        'red-7',
        '2022-02-18',
        'EscalationRaised',
        'red',
        ['executiveDeputyHead', 'leadingGroupHead'],
        'memo',
      ],
    ]);
  });

  test('C: three months for a clue, then past Qingming and the worked Sunday of 04-24', () => {
    expect(climb('clue-result', '2021-12-31').rows).toEqual([
      ['green', '2022-03-11', 'ReminderIssued', 'green', ['disciplineReceiver'], 'urging-letter'],
      [
        'yellow',
        '2022-03-21',
        'ReminderIssued',
        'yellow',
        ['disciplineReceiver', 'clueOfficer'],
        'urging-letter',
      ],
      [
        'due',
        '2022-03-31',
        'ReminderIssued',
        'yellow',
        ['disciplineReceiver', 'clueOfficer'],
        'urging-letter',
      ],
      ['missed', '2022-04-01', 'DeadlineMissed'],
      [
        'red',
        '2022-04-01',
        'EscalationRaised',
        'red',
        ['disciplineReceiver', 'organizationReceiver'],
        'urging-letter',
      ],
      [
        'red-10',
        '2022-04-15',
        'EscalationRaised',
        'red',
        ['executiveDeputyHead'],
        'listed-supervision',
      ],
      ['red-20', '2022-04-28', 'EscalationRaised', 'red', ['leadingGroupHead'], null],
    ]);
  });

  test('I: half time falls into National Day and waits for 10-08', () => {
    const notice = 'immediate-notice';
    expect(climb('immediate-rectification', '2021-09-22').rows).toEqual([
      ['half-time', '2021-10-08', 'ReminderIssued', 'yellow', ['targetOwner'], notice],
      [
        'yellow',
        '2021-10-08',
        'ReminderIssued',
        'yellow',
        ['targetOwner', 'targetPrincipal'],
        notice,
      ],
      [
        'due',
        '2021-10-11',
        'ReminderIssued',
        'yellow',
        ['targetOwner', 'targetPrincipal', 'groupHead'],
        notice,
      ],
      ['missed', '2021-10-12', 'DeadlineMissed'],
      [
        'red',
        '2021-10-12',
        'EscalationRaised',
        'red',
        ['targetPrincipal', 'groupHead', 'officeDirector'],
        null,
      ],
      [
        'red-3',
        '2021-10-14',
        'EscalationRaised',
        'red',
        ['groupHead', 'officeDirector'],
        'formal-finding',
      ],
    ]);
  });

  test('N: one word to the owner on the day, and nothing after it', () => {
    expect(
      climb('rectification-plan', '2021-09-02', { pack: '2015-text', version: 1 }).rows,
    ).toEqual([
      ['nudge', '2021-10-08', 'ReminderIssued', 'yellow', ['targetLiaison'], null],
      ['missed', '2021-10-09', 'DeadlineMissed'],
    ]);
  });

  test('Q: only the end of the due day', () => {
    expect(climb('target-decision', '2021-07-08').rows).toEqual([
      ['missed', '2021-08-10', 'DeadlineMissed'],
    ]);
  });
});

describe('the time of day', () => {
  test('is nine in Shanghai; a due day ends at midnight', () => {
    expect(climb('leading-group-hears', '2022-01-21').moments.slice(0, 3)).toEqual([
      '2022-01-28T01:00:00.000Z',
      '2022-02-09T01:00:00.000Z',
      '2022-02-09T16:00:00.000Z',
    ]);
  });

  test('is the pack’s own: 08:30 in another', () => {
    const early = { ...countyDefault, pack: 'early', officeTime: '08:30' };
    const { moments } = climb('claim', '2021-08-05', early, bookWith({ packs: [early] }));
    expect(moments.map((at) => shanghaiClock(at))).toEqual([
      '2021-08-09 08:30',
      '2021-08-12 08:30',
      '2021-08-13 00:00',
      '2021-08-13 08:30',
      '2021-08-19 08:30',
      '2021-08-26 08:30',
      '2021-09-09 08:30',
    ]);
  });
});
