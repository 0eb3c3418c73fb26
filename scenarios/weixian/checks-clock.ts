import { shanghaiDate } from '../../domain/shared/instant.js';
import type { CheckResult, Row } from '../scenario.js';
import { CLAIMS, allEvents, keyOf, type Installation, type PlayedEvent } from './installation.js';

/** Deadlines and rungs of the round's own cases; the organization's to-dos are no part of it. */
export function clockChecks(installation: Installation): readonly CheckResult[] {
  return [
    everyDeadlineEnded(installation),
    remindersCounted(installation),
    rungsOnce(installation),
    rungsInTime(installation),
    rungsExplained(installation),
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
function rungsOnce(installation: Installation): CheckResult {
  const { inbox } = installation;
  const claims = allEvents(installation)
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
function rungsInTime(installation: Installation): CheckResult {
  const events = allEvents(installation);
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

/** What the API tells somebody who asks for the reason of a deadline is what happened, rung by rung. */
function rungsExplained(installation: Installation): CheckResult {
  const fired = allEvents(installation).filter(({ type }) => CLAIMS.includes(type));
  const wrong = fired.filter((event) => {
    const rungs = installation.explanations.get(keyOf(event))?.['rungs'] as readonly Row[];
    const told = rungs.filter(({ version }) => version === event.version);
    return (
      told.length !== 1 ||
      told[0]?.['state'] !== 'fired' ||
      told[0]['at'] !== event.now ||
      told[0]['key'] !== (event.data['rung'] ?? 'missed')
    );
  });
  return {
    id: 'D5',
    passed: fired.length > 0 && wrong.length === 0,
    print: `提醒、升级、逾期 的时刻与期限说明一致: ${fired.length - wrong.length}/${fired.length}, 说明 ${installation.explanations.size} 份`,
    detail: wrong.map((event) => `${keyOf(event)} ${event.now}`).join(', '),
  };
}
