import { OFFICE_DIRECTOR, OFFICE_STAFF } from '../kit/people.js';
import { organizationRef } from '../kit/organization.js';
import { digestOf, type Scene } from '../kit/scene.js';
import {
  ANNUAL_PLAN,
  CAMPAIGN,
  CITIES,
  COUNTIES,
  COUNTY,
  DAYS,
  ENTERPRISE,
  FACTS,
  PLAN_SET_ON,
  PROVINCIAL_UNIT,
  REQUIREMENTS,
  cityCode,
  cityOf,
  countyCode,
} from './facts.js';

const TERM = { from: '2016-10-28', to: '2021-10-27' } as const;

/** The plan of the term and of this year, with every unit of the round in its catalog. */
export async function planTerm(scene: Scene): Promise<void> {
  const { theater, pack, on } = scene;
  const ref = { process: 'term-plan', id: scene.newId() };
  scene.others.set('term-plan', ref);
  await theater.send(OFFICE_DIRECTOR, ref, 'OpenTerm', {
    number: 'HN-10',
    name: '十届省委',
    ordinal: 10,
    fromOn: on(TERM.from),
    toOn: on(TERM.to),
    categories: [COUNTY, PROVINCIAL_UNIT, ENTERPRISE],
    pack,
  });
  await theater.send(OFFICE_STAFF, ref, 'AddUnits', {
    lines: FACTS.targets.map(({ unit, name, category }) => ({ unit, name, category })),
  });
  await theater.send(OFFICE_DIRECTOR, ref, 'SetAnnualPlan', {
    ...ANNUAL_PLAN,
    year: Number(on(DAYS.approval).slice(0, 4)),
    setOn: on(PLAN_SET_ON),
  });
}

/** How the targets were chosen: no longer block by block. */
export async function select({ theater, round, on, ...scene }: Scene): Promise<void> {
  await theater.send(OFFICE_STAFF, round, 'RecordSelection', {
    strategy: 'mixed',
    recordedOn: on(DAYS.proposal),
    document: digestOf(scene, 'selection'),
  });
}

/** Province, cities and counties, so that the counties' figures can be added up. */
export async function growTree(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  const ref = await organizationRef(scene);
  const register = (node: Readonly<Record<string, unknown>>) =>
    theater.send(OFFICE_STAFF, ref, 'RegisterOrganization', {
      ...node,
      registeredOn: on(DAYS.proposal),
    });
  await register({ code: 'HN', name: '河南省委', level: 'provincial', own: true });
  for (let city = 1; city <= CITIES; city += 1)
    await register({
      ...{ code: cityCode(city), name: `省辖市${city}`, level: 'city', parent: 'HN' },
    });
  for (let county = 1; county <= COUNTIES; county += 1)
    await register({
      code: countyCode(county),
      name: `县(市、区)${county}`,
      level: 'county',
      parent: cityCode(cityOf(county)),
    });
}

/** Every county reports that it is under inspection. */
export async function reportFigures(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  const ref = await organizationRef(scene);
  for (let county = 1; county <= COUNTIES; county += 1)
    await theater.send(OFFICE_STAFF, ref, 'ReportFigures', {
      report: `TJ-${county}`,
      from: countyCode(county),
      fromOn: on(DAYS.deployment),
      toOn: on(DAYS.stationing),
      figures: { underInspection: 1 },
      reportedOn: on(DAYS.stationing),
      document: digestOf(scene, `figures/${county}`),
    });
}

/** One theme over two years: thirty counties the year before, thirty now. */
export async function linkCampaign(scene: Scene): Promise<void> {
  const { theater, on, roundStream } = scene;
  const ref = await organizationRef(scene);
  const { number: campaign, theme, countiesBefore } = CAMPAIGN;
  const linkedOn = on(DAYS.approval);
  await theater.send(OFFICE_STAFF, ref, 'OpenCampaign', {
    ...{ campaign, theme, openedOn: linkedOn },
  });
  // The round of the year before lies in another installation; only its link is known here.
  const before = `inspection-round-${scene.newId()}`;
  const now = FACTS.targets.filter(({ category }) => category === COUNTY).length;
  for (const [round, targets] of [
    [before, countiesBefore],
    [roundStream, now],
  ])
    await theater.send(OFFICE_STAFF, ref, 'LinkToCampaign', {
      ...{ campaign, round, targets, linkedOn },
    });
}

/** The conference's requirements become an instruction, and the instruction five tasks. */
export async function decompose(scene: Scene): Promise<void> {
  const { theater, on } = scene;
  const ref = await organizationRef(scene);
  await theater.send(OFFICE_STAFF, ref, 'RecordInstruction', {
    instruction: 'YQ-1',
    kind: 'meetingRequirement',
    from: '省委',
    to: '各市县、省直单位',
    issuedOn: on(DAYS.deployment),
    document: digestOf(scene, 'requirements'),
  });
  await theater.send(OFFICE_STAFF, ref, 'DecomposeRequirement', {
    requirement: 'YQ-1',
    aspects: REQUIREMENTS.map(([aspect, title]) => ({
      ...{ aspect, title, to: ['各市县党委', '省直单位'] },
    })),
    decomposedOn: on(DAYS.deployment),
  });
}
