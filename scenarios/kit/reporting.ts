import type { CalendarDate } from '../../domain/shared/calendar-date.js';
import type { TargetFacts } from './facts.js';
import { OFFICE_DIRECTOR, OFFICE_STAFF } from './people.js';
import { atEveryTarget, digestOf, groupOf, sheetsOf, type Scene } from './scene.js';

type Meant = (target: TargetFacts) => boolean;

/** Every group reports, and the office accepts. */
export async function report(scene: Scene, day: CalendarDate, isMeant?: Meant): Promise<void> {
  const { theater, on } = scene;
  await atEveryTarget(
    scene,
    async ({ unit, group }, ref) => {
      await theater.send(groupOf(scene, group).head, ref, 'SubmitReport', {
        submittedOn: on(day),
        document: digestOf(scene, `report/${unit}`),
        version: 1,
      });
      await theater.send(OFFICE_DIRECTOR, ref, 'AcceptReport', { acceptedOn: on(day) });
    },
    isMeant,
  );
}

/** @param more attendance, observers and requirements, where the source tells of them */
export async function hearLeadingGroup(
  scene: Scene,
  day: CalendarDate,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await scene.theater.send(OFFICE_STAFF, scene.round, 'HoldLeadingGroupMeeting', {
    heldOn: scene.on(day),
    minutes: digestOf(scene, 'leading-group-minutes'),
    ...more,
  });
}

/** The second of the two decisions; it reaches every target that waits for one. */
export async function hearSecretary(
  scene: Scene,
  day: CalendarDate,
  {
    isMeant = () => true,
    more = {},
  }: { isMeant?: Meant; more?: Readonly<Record<string, unknown>> } = {},
): Promise<void> {
  const { theater, facts, round, on } = scene;
  await theater.send(OFFICE_STAFF, round, 'HoldSecretaryMeeting', {
    heldOn: on(day),
    minutes: digestOf(scene, 'secretary-minutes'),
    ...more,
  });
  const units = new Set(facts.targets.filter(isMeant).map(({ unit }) => unit));
  await theater.until('the decision to reach every target', async () => {
    const waiting = (await sheetsOf(scene)).filter(({ unit }) => units.has(String(unit)));
    return waiting.every(({ status }) => status === 'decided');
  });
}
