import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import type { StreamRef } from '../scenario.js';
import type { TargetFacts } from './facts.js';
import { atEveryTarget, digestOf, groupOf, untilBoard, type Scene } from './scene.js';

const QUESTIONNAIRES = { issued: 50, returned: 48 } as const;

/** The meeting's data as the group head records it. */
export function mobilizationOf(target: TargetFacts, heldOn: CalendarDate): Record<string, unknown> {
  return {
    heldOn,
    speakers: [
      { name: '巡察组组长', topic: '说明巡察任务、方式和要求' },
      { name: `${target.name}主要负责人`, topic: '表态发言' },
    ],
    attendance: [{ category: '党员干部职工', count: 50 }],
    statementBy: `${target.name}主要负责人`,
    questionnairesIssued: QUESTIONNAIRES.issued,
  };
}

/** Every group holds its meetings, posts the announcement and opens a letter box. */
export async function station(scene: Scene, day: CalendarDate): Promise<void> {
  const { theater, facts, on } = scene;
  await atEveryTarget(scene, async (target, ref) => {
    const { head, member } = groupOf(scene, target.group);
    await theater.send(head, ref, 'HoldMobilizationMeeting', mobilizationOf(target, on(day)));
    await theater.send(member, ref, 'PostAnnouncement', {
      postedOn: on(day),
      place: '办公楼门口显著位置',
      proof: digestOf(scene, `announcement/${target.unit}`),
    });
    await theater.send(member, ref, 'OpenIntakeChannel', { openedOn: on(day), kind: 'letterBox' });
  });
  await untilBoard(
    scene,
    'every target to be stationed',
    ({ stationed }) => stationed === facts.targets.length,
  );
}

/** Half way through, every group reports to the office. */
export async function reportMidterm(scene: Scene, day: CalendarDate): Promise<void> {
  await atEveryTarget(scene, async ({ unit, group }, ref) => {
    await scene.theater.send(groupOf(scene, group).head, ref, 'FileMidtermReport', {
      filedOn: scene.on(day),
      document: digestOf(scene, `midterm/${unit}`),
    });
  });
}

export async function withdraw(scene: Scene, day: CalendarDate): Promise<void> {
  const { theater, on } = scene;
  await atEveryTarget(scene, async ({ group }, ref) => {
    await theater.send(groupOf(scene, group).head, ref, 'WithdrawGroup', {
      withdrawnOn: on(day),
      questionnairesReturned: QUESTIONNAIRES.returned,
    });
  });
  await untilBoard(scene, 'the fieldwork to end', ({ status }) => status === 'fieldworkEnded');
}

/** A finding as a scenario states it; text that no source tells is marked as invented for the play. */
export interface FindingFacts {
  readonly finding: string;
  readonly title: string;
  readonly focus: string;
  readonly taxonomy: string;
  readonly severity: 'minor' | 'moderate' | 'serious';
  /** More of the working paper, such as the responsibility it names. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface PaperDays {
  readonly observed: CalendarDate;
  readonly drafted: CalendarDate;
  readonly reviewed: CalendarDate;
  readonly confirmed: CalendarDate;
}

/**
 * A finding is drafted by two, reviewed in the group's meeting and signed by its head.
 *
 * @param beforeSignature what happens between review and signature
 */
export async function establish(
  scene: Scene,
  { unit, group }: TargetFacts,
  ref: StreamRef,
  { finding, severity, more = {}, ...paper }: FindingFacts,
  days: PaperDays,
  beforeSignature: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { theater, on } = scene;
  const { head, deputy, member } = groupOf(scene, group);
  await theater.send(member, ref, 'DraftFinding', {
    finding,
    ...paper,
    ...more,
    draftedOn: on(days.drafted),
    phenomenon: `${paper.title}。(演示数据, 原文未述及)`,
    ruleBroken: '单位内部管理制度(演示数据)',
    responsibility: '领导班子',
    handlers: [`group-${group}-member`, `group-${group}-liaison`],
    evidence: [
      { digest: digestOf(scene, `evidence/${unit}/${finding}`), observedOn: on(days.observed) },
    ],
  });
  await theater.send(deputy, ref, 'ReviewFinding', {
    finding,
    reviewedOn: on(days.reviewed),
    minutes: digestOf(scene, `group-meeting/${group}/${days.reviewed}`),
    passed: true,
  });
  await beforeSignature();
  await theater.send(head, ref, 'ConfirmFinding', {
    ...{ finding, severity, confirmedOn: on(days.confirmed) },
  });
}
