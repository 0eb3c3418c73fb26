import { mobilizationOf, station } from '../kit/fieldwork.js';
import { OFFICE_STAFF } from '../kit/people.js';
import { formGroups, membersOf } from '../kit/preparation.js';
import { attempt, digestOf, groupOf, targetRef, withEach, type Scene } from '../kit/scene.js';
import type { GroupFacts } from '../kit/facts.js';
import { DAYS, FACTS, PLEDGES, PUBLISHED } from './facts.js';

/** Who has not signed when the group is tried to be stationed. */
const LATE = { group: 13, person: 'group-13-member-7' } as const;

const peopleOf = (group: GroupFacts): readonly string[] => [
  ...['head', 'deputy', 'liaison'].map((post) => `group-${group.number}-${post}`),
  ...membersOf(group),
];

/** Pledges are set before anybody joins; every group is tried with a fourth target, and refused. */
export async function form(scene: Scene): Promise<void> {
  const { theater, round } = scene;
  await theater.send(OFFICE_STAFF, round, 'SetPledges', {
    texts: PLEDGES.map(([pledge, title]) => ({
      ...{ pledge, title, document: digestOf(scene, `pledge/${pledge}`) },
    })),
  });
  for (const group of FACTS.groups) await refusedFourth(scene, group);
  await formGroups(scene, DAYS.groups);
}

async function refusedFourth(scene: Scene, group: GroupFacts): Promise<void> {
  const own = FACTS.targets.filter(({ group: number }) => number === group.number);
  const fourth = FACTS.targets.find(({ group: number }) => number !== group.number);
  await attempt(scene, 'H8', {
    person: OFFICE_STAFF,
    ref: scene.round,
    command: 'FormGroup',
    data: {
      group: group.number,
      name: group.name,
      head: `group-${group.number}-head`,
      deputy: `group-${group.number}-deputy`,
      liaison: `group-${group.number}-liaison`,
      members: membersOf(group),
      units: [...own, fourth].map((target) => target?.unit),
    },
  });
}

/** Everyone signs every pledge, but for one who is late. */
export async function sign(scene: Scene): Promise<void> {
  const { theater, round, on } = scene;
  for (const group of FACTS.groups) {
    const { number } = group;
    await theater.send(OFFICE_STAFF, round, 'SetUpTemporaryBranch', {
      ...{ group: number, setUpOn: on(DAYS.deployment), secretary: `group-${number}-head` },
    });
    for (const person of peopleOf(group)) if (person !== LATE.person) await signAll(scene, person);
  }
}

async function signAll({ theater, round, on }: Scene, person: string): Promise<void> {
  for (const [pledge] of PLEDGES)
    await theater.send(OFFICE_STAFF, round, 'SignPledge', {
      ...{ pledge, person, signedOn: on(DAYS.safetyPlans) },
    });
}

/** The group with one signature missing is not stationed; once it is there, all are. */
export async function stationSigned(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  const target = FACTS.targets.find(({ group }) => group === LATE.group);
  if (!target) throw new Error(`group ${LATE.group} has no target`);
  await attempt(scene, 'H9', {
    person: groupOf(scene, LATE.group).head,
    ref: targetRef(scene, target.unit),
    command: 'HoldMobilizationMeeting',
    data: mobilizationOf(target, on(DAYS.stationing)),
  });
  await signAll(scene, LATE.person);
  await withEach(FACTS.targets, ({ unit }) =>
    theater.until(`the pledges at ${unit}`, async () => {
      const { state } = await theater.case(targetRef(scene, unit));
      return (state as { pledgesSignedOn?: string }).pledgesSignedOn !== undefined;
    }),
  );
  await station(scene, DAYS.stationing);
}

/** The office's answers to the press, with the time the article shows. */
export async function publish(scene: Scene): Promise<void> {
  await scene.theater.send(OFFICE_STAFF, scene.round, 'PublishPressText', {
    publishedOn: scene.on(PUBLISHED.on),
    publishedTime: PUBLISHED.time,
    source: '省委巡视办',
    channel: '报纸网站',
    document: digestOf(scene, 'press'),
  });
}
