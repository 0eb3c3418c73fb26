import { addDays } from '../../domain/shared/calendar-date.js';
import { organizationRef } from '../kit/organization.js';
import { OFFICE_DIRECTOR, OFFICE_STAFF } from '../kit/people.js';
import { digestOf, type Scene } from '../kit/scene.js';
import { ROUNDS, TARGETS, TOLD_ON } from './facts.js';

/** The review's own counts: more than thirty, more than twenty, more than forty; of people more than nine in ten. */
const INSTRUCTIONS = 31;
const MEETINGS = 21;
const RULES = 42;
const INSPECTORS = { total: 32, experienced: 30 } as const;
const POOL = { total: 134, experienced: 122 } as const;
const TERM = { from: '2016-07-01', to: '2021-06-30' } as const;

/** The coverage plan of the term with every unit in its catalog; rounds are imported under it. */
export async function planTerm(scene: Scene): Promise<string> {
  const { theater } = scene;
  const ref = { process: 'term-plan', id: scene.newId() };
  scene.others.set('term-plan', ref);
  const first = TARGETS.filter(({ lookBackOf }) => lookBackOf === undefined);
  await theater.send(OFFICE_DIRECTOR, ref, 'OpenTerm', {
    number: '五届市委',
    name: '孟州五届市委',
    ordinal: 5,
    fromOn: TERM.from,
    toOn: TERM.to,
    categories: [...new Set(first.map(({ category }) => category))],
    pack: { pack: '2015-text', version: 1 },
  });
  await theater.send(OFFICE_STAFF, ref, 'AddUnits', {
    lines: first.map(({ unit, name, category }) => ({ unit, name, category })),
  });
  return ref.id;
}

/** What the office kept beside the rounds: instructions, meetings, its own rules, and its people. */
export async function keepRegisters(scene: Scene): Promise<void> {
  const { theater } = scene;
  const ref = await organizationRef(scene);
  const days = ROUNDS.map(({ from }) => from);
  const dayOf = (number: number) => addDays(days[number % days.length] ?? TOLD_ON, number % 20);
  for (let number = 1; number <= INSTRUCTIONS; number += 1) {
    const instruction = `PS-${number}`;
    await theater.send(OFFICE_STAFF, ref, 'RecordInstruction', {
      instruction,
      kind: 'writtenInstruction',
      from: '市委书记',
      to: '市委巡察办',
      issuedOn: dayOf(number),
      document: digestOf(scene, instruction),
    });
    await theater.send(OFFICE_DIRECTOR, ref, 'CompleteInstruction', {
      ...{ instruction, completedOn: addDays(dayOf(number), 15) },
      document: digestOf(scene, `${instruction}/done`),
    });
  }
  for (let number = 1; number <= MEETINGS; number += 1)
    await theater.send(OFFICE_STAFF, ref, 'RecordCommitteeMeeting', {
      ...{ meeting: `CW-${number}`, heldOn: dayOf(number), matters: [] },
      minutes: digestOf(scene, `meeting/${number}`),
    });
  for (let number = 1; number <= RULES; number += 1)
    await theater.send(OFFICE_DIRECTOR, ref, 'IssueOfficeRule', {
      ...{ rule: `ZD-${number}`, title: `巡察工作制度${number}`, version: 1 },
      ...{ issuedOn: dayOf(number), document: digestOf(scene, `rule/${number}`) },
    });
  await admit(scene, 'fullTime', INSPECTORS);
  await admit(scene, 'pool', POOL);
}

/** People come by pseudonymous ids; who of them is experienced stands with each, no total is entered. */
async function admit(
  scene: Scene,
  kind: string,
  { total, experienced }: { readonly total: number; readonly experienced: number },
): Promise<void> {
  await scene.theater.send(OFFICE_STAFF, await organizationRef(scene), 'AdmitInspectors', {
    lines: Array.from({ length: total }, (_none, index) => ({
      inspector: `${kind}-${index + 1}`,
      admittedOn: ROUNDS[0]?.from ?? TOLD_ON,
      expertise: [index < experienced ? 'discipline' : 'other'],
      experienced: index < experienced,
      kind,
    })),
  });
}
