import { DATES, TARGETS } from './facts.js';
import { OFFICE_DIRECTOR, OFFICE_STAFF, groupPosts } from './people.js';
import {
  atEveryTarget,
  digestOf,
  targetRef,
  untilBoard,
  untilSheets,
  type Scene,
  type Step,
} from './scene.js';

/** One report comes in early, is returned for revision and comes again with the others. */
const RETURNED = 'W-T3';
const EARLY = { submitted: '2021-07-05', returned: '2021-07-07' } as const;

/** Reports to the office, then the two hearings. */
export const reporting: readonly Step[] = [
  { on: EARLY.submitted, text: '县综合行政执法局报告先行提交 (first report)', play: submitEarly },
  { on: EARLY.returned, text: '报告退回修改 (report returned)', play: returnReport },
  {
    on: DATES.reports.on,
    text: '提交巡察报告, 巡察办审核通过 (reports submitted and accepted)',
    play: submitReports,
  },
  { on: DATES.leadingGroup.on, text: '领导小组听取汇报 (leading group hears)', play: hear },
  { on: DATES.secretary.on, text: '书记专题会议听取汇报 (secretary hears)', play: decide },
];

async function submit(scene: Scene, unit: string, day: string, version: number): Promise<void> {
  const group = TARGETS.find((target) => target.unit === unit)?.group ?? 0;
  await scene.theater.send(groupPosts(group).head, targetRef(scene, unit), 'SubmitReport', {
    submittedOn: scene.on(day),
    document: digestOf(`report/${unit}/${version}`),
    version,
  });
}

function submitEarly(scene: Scene): Promise<void> {
  return submit(scene, RETURNED, EARLY.submitted, 1);
}

async function returnReport(scene: Scene): Promise<void> {
  await scene.theater.send(OFFICE_STAFF, targetRef(scene, RETURNED), 'ReturnReport', {
    returnedOn: scene.on(EARLY.returned),
    reason: '问题定性依据不足,补充制度依据后再报',
  });
}

async function submitReports(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  const day = DATES.reports.on;
  await atEveryTarget(scene, async ({ unit }, ref) => {
    await submit(scene, unit, day, unit === RETURNED ? 2 : 1);
    await theater.send(OFFICE_DIRECTOR, ref, 'AcceptReport', { acceptedOn: on(day) });
  });
  await untilBoard(scene, 'every report to be noted', (b) => b['reported'] === TARGETS.length);
}

async function hear({ theater, round, on }: Scene): Promise<void> {
  await theater.send(OFFICE_STAFF, round, 'HoldLeadingGroupMeeting', {
    heldOn: on(DATES.leadingGroup.on),
    minutes: digestOf('leading-group-minutes'),
  });
}

async function decide(scene: Scene): Promise<void> {
  await scene.theater.send(OFFICE_STAFF, scene.round, 'HoldSecretaryMeeting', {
    heldOn: scene.on(DATES.secretary.on),
    minutes: digestOf('secretary-minutes'),
  });
  await untilSheets(
    scene,
    'the decision to reach every target',
    ({ status }) => status === 'decided',
  );
}
