import type { z } from 'zod';
import { shippedNotices, type NoticeCalendar } from '../../domain/organization/notice-calendar.js';
import { organization } from '../../domain/organization/index.js';
import { countyDefault } from '../../domain/policy/county-default.js';
import type { PolicyPack } from '../../domain/shared/policy.js';
import { digest, scenarioOf, uuid, type Step } from './given.js';
import { officeStep } from './office-step.js';
import { registerStory } from './organization-registers.js';

/** The organization of an installation that began in 2026, with calendars of the years after; nobody announced those. */
export const office = scenarioOf(organization, { today: '2026-03-02' });

export const ownPack = (changes: Partial<PolicyPack> = {}): PolicyPack => ({
  ...countyDefault,
  pack: 'own',
  title: '本县规则包',
  ...changes,
});

export const calendar2027: NoticeCalendar = {
  calendar: 'cn-notices-2027',
  title: '国务院办公厅节假日安排通知 2018–2027',
  years: {
    ...shippedNotices.years,
    '2027': {
      rest: [
        ['2027-01-01', '2027-01-03', '元旦'],
        ['2027-02-05', '2027-02-11', '春节'],
      ],
      work: ['2027-02-13'],
    },
  },
};
export const calendar2028: NoticeCalendar = {
  calendar: 'cn-notices-2028',
  title: '国务院办公厅节假日安排通知 2018–2028',
  years: {
    ...calendar2027.years,
    '2028': { rest: [['2028-01-01', '2028-01-03', '元旦']], work: [] },
  },
};

export const openOrganization = (): Step => ({
  type: 'OpenOrganization',
  data: { name: '某县委巡察办' },
  on: '2026-01-05',
});
export const renameOrganization = (name: string): Step => ({
  type: 'RenameOrganization',
  data: { name },
  on: '2026-02-02',
});
export const publishPack = (pack: PolicyPack = ownPack(), on = '2026-03-02'): Step => ({
  type: 'PublishPolicyPack',
  data: { pack },
  on,
});
export const publishCalendar = (
  calendar: NoticeCalendar = calendar2027,
  on = '2026-11-20',
): Step => ({ type: 'PublishCalendar', data: { calendar }, on });

export const cases = [`inspection-round-${uuid(1)}`, `rectification-${uuid(2)}`];
export const applyCalendar = (calendar = calendar2027.calendar, on = '2026-11-23'): Step => ({
  type: 'ApplyCalendar',
  data: { calendar, cases },
  on,
});

export const recordInstruction = officeStep(
  'RecordInstruction',
  {
    instruction: 'PS-1',
    kind: 'writtenInstruction',
    from: '县委书记',
    to: '县委巡察办',
    issuedOn: '2026-03-02',
    document: digest('instruction'),
  },
  '2026-03-02',
);
export const reportInstructionProgress = officeStep(
  'ReportInstructionProgress',
  { instruction: 'PS-1', reportedOn: '2026-03-16', document: digest('progress') },
  '2026-03-16',
);
export const completeInstruction = officeStep(
  'CompleteInstruction',
  { instruction: 'PS-1', completedOn: '2026-03-30', document: digest('completion') },
  '2026-03-30',
);
export const recordCommitteeMeeting = officeStep(
  'RecordCommitteeMeeting',
  {
    meeting: 'CW-1',
    heldOn: '2026-03-05',
    minutes: digest('committee'),
    matters: ['staff', 'funds'],
  },
  '2026-03-05',
);
export const issueOfficeRule = officeStep(
  'IssueOfficeRule',
  {
    rule: 'ZD-1',
    title: '巡察组工作规则',
    version: 1,
    issuedOn: '2026-03-06',
    document: digest('office rule'),
  },
  '2026-03-06',
);
export const repealOfficeRule = officeStep(
  'RepealOfficeRule',
  { rule: 'ZD-1', repealedOn: '2026-04-01' },
  '2026-04-01',
);

export const printReport = officeStep(
  'PrintReport',
  { report: 'term', subject: '十届县委', position: 40, printedOn: '2026-04-02' },
  '2026-04-02',
);

export const organizationStory: readonly Step[] = [
  openOrganization(),
  renameOrganization('某县委巡察工作领导小组办公室'),
  publishPack(),
  recordInstruction(),
  recordCommitteeMeeting(),
  issueOfficeRule(),
  reportInstructionProgress(),
  completeInstruction(),
  repealOfficeRule(),
  printReport(),
  ...registerStory,
  publishCalendar(),
  applyCalendar(),
  publishPack(ownPack({ version: 2 }), '2027-01-11'),
  publishCalendar(calendar2028, '2027-12-20'),
];

const broken = { ...calendar2027, years: { '2027': { rest: [], work: ['2027-01-04'] } } };

/** Data too intricate to be drawn: a walk picks from these, whether the case takes them or refuses. */
const EXAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  PublishPolicyPack: [1, 2, 3].map((version) => ({ pack: ownPack({ version }) })),
  PublishCalendar: [calendar2027, calendar2028, broken].map((calendar) => ({ calendar })),
  ApplyCalendar: [calendar2027, calendar2028].map(({ calendar }) => ({ calendar, cases })),
  PolicyPackPublished: [{ pack: ownPack(), publishedOn: '2026-03-02' }],
  CalendarPublished: [
    { calendar: calendar2027, publishedOn: '2026-11-20' },
    { calendar: calendar2028, publishedOn: '2027-12-20' },
  ],
  CalendarApplied: [{ calendar: calendar2027.calendar, cases }],
};

const drawable = (name: string, schema: z.ZodType): z.ZodType => {
  const examples = EXAMPLES[name];
  return examples ? schema.meta({ enum: examples }) : schema;
};

/** The process for walks: its schemas parse as ever, and say what to draw. */
export const drawableOrganization: typeof organization = {
  ...organization,
  commands: new Map(
    [...organization.commands].map(([name, entry]) => [
      name,
      { ...entry, data: drawable(name, entry.data) },
    ]),
  ),
  events: new Map([...organization.events].map(([name, schema]) => [name, drawable(name, schema)])),
};
