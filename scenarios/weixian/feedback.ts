import { DATES } from './facts.js';
import { findingsOf } from './findings.js';
import { groupPosts, targetPosts } from './people.js';
import { atEveryTarget, digestOf, untilBoard, type Scene, type Step } from './scene.js';

/** Double feedback, every finding claimed by its target, and the democratic-life meeting on what was found. */
export const feedback: readonly Step[] = [
  {
    on: DATES.feedback.on,
    text: '向主要负责人和领导班子双反馈 (feedback to principal and unit)',
    play: giveFeedback,
  },
  { on: DATES.claims.on, text: '逐条认领问题 28 个 (findings claimed)', play: claim },
  {
    on: DATES.lifeMeetings.on,
    text: '召开专题民主生活会 (democratic-life meetings)',
    play: holdLifeMeetings,
  },
];

async function giveFeedback(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  const day = on(DATES.feedback.on);
  await atEveryTarget(scene, async ({ unit, name, group }, ref) => {
    const { head } = groupPosts(group);
    await theater.send(head, ref, 'GiveFeedbackToPrincipal', {
      givenOn: day,
      letter: digestOf(`letter-to-principal/${unit}`),
      receivedBy: `${name}主要负责人`,
    });
    await theater.send(head, ref, 'GiveFeedbackToUnit', {
      heldOn: day,
      letter: digestOf(`letter-to-unit/${unit}`),
      minutes: digestOf(`feedback-minutes/${unit}`),
    });
  });
  await untilBoard(
    scene,
    'the rectification period to open',
    ({ status }) => status === 'rectifying',
  );
}

async function claim(scene: Scene): Promise<void> {
  const claimedOn = scene.on(DATES.claims.on);
  await atEveryTarget(scene, async ({ unit }, ref) => {
    for (const { finding } of findingsOf(unit))
      await scene.theater.send(targetPosts(unit).liaison, ref, 'ClaimFinding', {
        ...{ finding, claimedOn },
      });
  });
}

/** Some three weeks before they are due, so that nobody has to be reminded. */
async function holdLifeMeetings(scene: Scene): Promise<void> {
  const heldOn = scene.on(DATES.lifeMeetings.on);
  await atEveryTarget(scene, async ({ unit }, ref) => {
    await scene.theater.send(targetPosts(unit).principal, ref, 'HoldDemocraticLifeMeeting', {
      heldOn,
      minutes: digestOf(`life-meeting/${unit}`),
      attended: 9,
    });
  });
}
