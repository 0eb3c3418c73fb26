import { explainDeadline } from '../domain/clock/explanation.js';
import { shippedBook } from '../domain/policy/packs.js';
import { isRejection, type RecordedEvent } from '../domain/process.js';
import { rectification } from '../domain/rectification/index.js';
import { addDays } from '../domain/shared/calendar-date.js';
import { shanghaiMoment } from '../domain/shared/instant.js';
import { addWorkingDays } from '../domain/shared/working-days.js';
import { quantile, rounded } from './statistics.js';

const CHANGES = 100;
const RUNS = 200;

/** Denominator: the day-by-day count of a hundred working days, the plainest part of any explanation. */
const COUNT = () => addWorkingDays('2022-01-04', 100, shippedBook.calendar);

/** How long the explanation of a deadline with a hundred changes takes, beside a plain count of days. */
export function benchExplanation() {
  const events = changedDeadline();
  const explain: number[] = [];
  const count: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    explain.push(timed(() => explainDeadline(events, 'rectification-item', shippedBook)));
    count.push(timed(COUNT));
  }
  const found = explainDeadline(events, 'rectification-item', shippedBook);
  if ((found?.chapters.length ?? 0) <= CHANGES) throw new Error('the deadline was not changed');
  const p50 = quantile(explain, 0.5);
  return {
    changes: CHANGES,
    p50Ms: rounded(p50),
    p99Ms: rounded(quantile(explain, 0.99)),
    ratioToPlainCount: rounded(p50 / quantile(count, 0.5)),
  };
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** An item whose deadline is paused and resumed fifty times: each time is two changes. */
function changedDeadline(): readonly RecordedEvent[] {
  const events: RecordedEvent[] = [];
  let state = rectification.initial;
  const send = (type: string, data: object, today: string, role: string) => {
    const now = shanghaiMoment(today, 12);
    const actor = { id: role, posts: [{ role: role as 'process', scope: 'all' }] };
    const context = { now, today, actor, stream: 'rectification-bench', ...shippedBook };
    const decision = rectification.decide(state, events.length, { type, data }, context);
    if (isRejection(decision)) throw new Error(`${type}: ${decision.message}`);
    for (const event of decision) {
      const recorded = { ...event, version: events.length + 1, now, actor };
      state = rectification.evolve(state, recorded);
      events.push(recorded);
    }
  };
  const pack = { pack: 'county-default', version: 1 };
  const dates = { approvedOn: '2022-01-04', dueOn: '2022-06-30', outerLimitOn: '2023-06-30' };
  const item = { target: 't', round: 'r', unit: 'U', number: 'N', item: 'I', finding: 'F' };
  const plan = { goal: 'g', measures: [], leadDepartment: 'd', mode: 'concentrated', pack };
  send('OpenItem', { ...item, ...plan, ...dates }, '2022-01-04', 'process');
  const deadline = 'rectification-item';
  for (let change = 0; change < CHANGES / 2; change += 1) {
    const on = addDays('2022-01-05', change * 2);
    send('PauseDeadline', { deadline, pausedOn: on, reason: 'x' }, on, 'officeDirector');
    const resumedOn = addDays(on, 1);
    send('ResumeDeadline', { deadline, resumedOn }, resumedOn, 'officeDirector');
  }
  return events;
}
