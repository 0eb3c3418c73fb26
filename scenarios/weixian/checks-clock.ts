import { shippedPack } from '../../domain/policy/packs.js';
import { shanghaiDate } from '../../domain/shared/instant.js';
import { ruleOf } from '../../domain/shared/policy.js';
import { dueOf, shippedCalendar } from '../../domain/shared/working-days.js';
import type { CheckResult, PlayOptions, Row } from '../scenario.js';
import { DEADLINES, type DeadlineFact } from './deadline-facts.js';
import type { Installation, PlayedEvent } from './installation.js';

export function clockChecks(
  installation: Installation,
  options: PlayOptions,
): readonly CheckResult[] {
  return [
    everyDeadlineEnded(installation),
    remindersCounted(installation),
    rungsOnce(installation),
    rungsInTime(installation),
    ...DEADLINES.map((fact, index) => deadlineCheck(installation, options, fact, index + 1)),
  ];
}

/** Only the reviews of continuing items still run: they go on after the round. */
function everyDeadlineEnded({ deadlines }: Installation): CheckResult {
  const count = (wanted: (row: Row) => boolean) => deadlines.filter(wanted).length;
  const running = deadlines.filter(({ status }) => status === 'running');
  const left = running.filter(({ rule }) => rule !== 'continuing-review');
  const met = count(({ status, late }) => status === 'met' && late === false);
  const late = count((row) => row['late'] === true);
  const missed = count((row) => row['missed'] === true);
  const extended = count(({ extensions }) => Number(extensions) > 0);
  const waived = count(({ status }) => status === 'waived');
  return {
    id: 'D1',
    passed: left.length === 0 && met + late + waived + running.length === deadlines.length,
    print: `期限 ${deadlines.length} 个: 按期 ${met} 逾期完成 ${late} (逾期记录 ${missed}) 免除 ${waived} 延期 ${extended} 持续整改复核 ${running.length}; 无悬空`,
    detail: left.map((row) => `${String(row['stream'])} ${String(row['deadline'])}`).join(', '),
  };
}

const RUNGS: readonly string[] = ['ReminderIssued', 'EscalationRaised'];

const claimKey = ({ stream, deadline, rung }: Row): string =>
  [stream, deadline, rung].map(String).join(' ');

function remindersCounted({ inbox }: Installation): CheckResult {
  const keys = (kind: string) =>
    new Set(inbox.filter((row) => row['kind'] === kind).map(claimKey)).size;
  const [reminders, escalations] = [keys('reminder'), keys('escalation')];
  return {
    id: 'D2',
    passed: reminders > 0 && escalations > 0,
    print: `提醒 ${reminders} 次, 升级 ${escalations} 次, 收件 ${inbox.length} 条`,
  };
}

/** Counted twice: every rung once in the log, and the inbox holds exactly those. */
function rungsOnce({ round, targets, items, inbox }: Installation): CheckResult {
  const claims = [round, ...targets.values(), ...items.values()]
    .flat()
    .filter(({ type }) => RUNGS.includes(type))
    .map(({ stream, data }) => claimKey({ ...data, stream }));
  const inLog = new Set(claims);
  const inInbox = new Set(inbox.map(claimKey));
  const isSame = inLog.size === inInbox.size && [...inLog].every((key) => inInbox.has(key));
  const twice = claims.filter((key, index) => claims.indexOf(key) !== index);
  return {
    id: 'D3',
    passed: claims.length > 0 && twice.length === 0 && isSame,
    print: `提醒与升级 每 (事项, 期限, 级) 恰好一次: ${inLog.size}/${claims.length}, 收件箱一致`,
    detail: twice.join(', '),
  };
}

/** Nobody is reminded of a deadline before the day that started it; one counted backwards starts at its end. */
function rungsInTime({ round, targets, items }: Installation): CheckResult {
  const events = [round, ...targets.values(), ...items.values()].flat();
  const keyOf = ({ stream, data }: PlayedEvent) => `${stream} ${String(data['deadline'])}`;
  const anchors = new Map(
    events
      .filter(({ type, data }) => type === 'DeadlineSet' && isForward(data))
      .map((event) => [keyOf(event), String(event.data['anchorOn'])]),
  );
  const fired = events.filter(({ type }) => RUNGS.includes(type));
  const tooEarly = fired.filter(
    (event) => shanghaiDate(event.now) < (anchors.get(keyOf(event)) ?? ''),
  );
  return {
    id: 'D4',
    passed: fired.length > 0 && tooEarly.length === 0,
    print: `提醒与升级 均不早于起算日: ${fired.length - tooEarly.length}/${fired.length}`,
    detail: tooEarly.map((event) => `${keyOf(event)} ${event.now}`).join(', '),
  };
}

const isForward = ({ anchorOn, dueOn }: PlayedEvent['data']): boolean =>
  String(anchorOn) < String(dueOn);

/**
 * A limit computed on the source's own calendar must fall on the day the scenario states; played, the same
 * rule must have set the day that the calendar gives for the played anchor.
 */
function deadlineCheck(
  { deadlines }: Installation,
  { dateOf }: PlayOptions,
  fact: DeadlineFact,
  ordinal: number,
): CheckResult {
  const { rule, pack, anchorOn, amount, unit } = fact;
  const { limit } = ruleOf(shippedPack({ pack, version: 1 }), rule);
  const due = limit ? dueOf(anchorOn, limit, shippedCalendar) : { rawDueOn: '', dueOn: '' };
  const isSource =
    due.dueOn === fact.dueOn &&
    due.rawDueOn === (fact.rawDueOn ?? fact.dueOn) &&
    limit?.amount === amount &&
    limit.unit === unit;
  const played = deadlines.filter((row) => row['rule'] === rule);
  const expected = limit ? dueOf(dateOf(anchorOn), limit, shippedCalendar).dueOn : '';
  const isPlayed = played.every(
    (row) => row['anchorOn'] === dateOf(anchorOn) && row['originalDueOn'] === expected,
  );
  const usesPack = pack === 'county-default';
  const raw = due.rawDueOn === due.dueOn ? '' : ` 原到期 ${due.rawDueOn} ${fact.why ?? ''}`;
  const shown = usesPack ? `; 演练 ${dateOf(anchorOn)} → ${expected}` : '; 仅对照';
  return {
    id: `L${ordinal}`,
    passed: isSource && (!usesPack || (played.length > 0 && isPlayed)),
    print: `${rule} (${pack}) 起算 ${anchorOn}${raw} 到期 ${due.dueOn}${shown}`,
    detail: JSON.stringify({ expected: fact, due, limit, played: played.slice(0, 2) }),
  };
}
