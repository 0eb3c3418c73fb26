import { taxonomy } from '../../domain/organization/lists/taxonomy.js';
import { digest, uuid, type Step } from './given.js';
import { officeStep } from './office-step.js';

/** Commands of the organization's lists, tree, pool and registers; all of spring 2026. */
const day = '2026-04-10';

export const publishList = officeStep('PublishList', { ...taxonomy }, day);

export const registerOrganization = officeStep(
  'RegisterOrganization',
  { code: 'HB', name: '某省委', level: 'provincial', registeredOn: day },
  day,
);
export const registerCity = (data: Readonly<Record<string, unknown>> = {}): Step =>
  registerOrganization({ code: 'HD', name: '某市委', level: 'city', parent: 'HB', ...data });
export const registerCounty = (data: Readonly<Record<string, unknown>> = {}): Step =>
  registerOrganization({ code: 'WX', name: '某县委', level: 'county', parent: 'HD', ...data });
export const sendGuidance = officeStep(
  'SendGuidance',
  { guidance: 'ZD-2026-1', to: ['WX'], sentOn: day, document: digest('guidance') },
  day,
);
export const reportFigures = officeStep(
  'ReportFigures',
  {
    report: 'TJ-1',
    from: 'WX',
    fromOn: '2026-01-01',
    toOn: '2026-03-31',
    figures: { roundsHeld: 1, targets: 10 },
    reportedOn: day,
    document: digest('figures'),
  },
  day,
);

export const admission = {
  inspector: 'inspector-1',
  admittedOn: day,
  expertise: ['discipline', 'finance'],
  experienced: true,
  kind: 'pool',
  homeUnit: 'W-D1',
};
export const admitInspector = officeStep('AdmitInspector', admission, day);
export const admitInspectors = (lines: readonly unknown[]): Step => ({
  type: 'AdmitInspectors',
  data: { lines },
  on: day,
});
export const releaseInspector = officeStep(
  'ReleaseInspector',
  { inspector: 'inspector-1', releasedOn: '2026-04-20' },
  '2026-04-20',
);

export const requestSecondment = officeStep(
  'RequestSecondment',
  {
    request: 'JD-1',
    to: '县委组织部',
    expertise: ['organization'],
    number: 5,
    sentOn: day,
    dueOn: '2026-04-24',
    document: digest('secondment'),
  },
  day,
);
export const answerSecondment = officeStep(
  'AnswerSecondment',
  { request: 'JD-1', answeredOn: '2026-04-20', granted: 4, document: digest('seconded') },
  '2026-04-20',
);

export const setPairings = officeStep(
  'SetPairings',
  {
    pairings: [
      { group: 1, with: '第一监督检查室' },
      { group: 2, with: '信访室' },
    ],
    setOn: day,
  },
  day,
);
export const setSharingRules = officeStep(
  'SetSharingRules',
  { rules: [{ from: '县委巡察办', to: '第一监督检查室', what: 'plans' }], setOn: day },
  day,
);
export const askQuestion = officeStep(
  'AskQuestion',
  {
    question: 'WX-1',
    to: '信访室',
    askedOn: day,
    dueOn: '2026-04-17',
    document: digest('question'),
  },
  day,
);
export const answerQuestion = officeStep(
  'AnswerQuestion',
  { question: 'WX-1', answeredOn: '2026-04-15', document: digest('answer') },
  '2026-04-15',
);

export const recordUpstreamFinding = officeStep(
  'RecordUpstreamFinding',
  {
    finding: 'SJ-1',
    from: '省委巡视组',
    recordedOn: day,
    dueOn: '2026-07-10',
    document: digest('upstream'),
  },
  day,
);
export const reportUpstreamProgress = officeStep(
  'ReportUpstreamProgress',
  { finding: 'SJ-1', reportedOn: '2026-04-30', document: digest('upstream progress') },
  '2026-04-30',
);
export const completeUpstreamRectification = officeStep(
  'CompleteUpstreamRectification',
  {
    finding: 'SJ-1',
    completedOn: '2026-05-20',
    document: digest('upstream result'),
    verifiedBy: '省委巡视办',
  },
  '2026-05-20',
);

export const openCampaign = officeStep(
  'OpenCampaign',
  { campaign: 'ZX-1', theme: '扶贫领域', openedOn: day, year: 2026 },
  day,
);
export const linkToCampaign = officeStep(
  'LinkToCampaign',
  { campaign: 'ZX-1', round: `inspection-round-${uuid(1)}`, targets: 30, linkedOn: '2026-04-15' },
  '2026-04-15',
);
export const closeCampaign = officeStep(
  'CloseCampaign',
  { campaign: 'ZX-1', closedOn: '2026-05-20' },
  '2026-05-20',
);

export const recordMatter = officeStep(
  'RecordMatter',
  { matter: 'SX-1', kind: 'premises', decidedOn: day, document: digest('matter') },
  day,
);

export const aspects = ['站位', '定位', '整改责任', '全覆盖格局', '规范化'].map((title, index) => ({
  aspect: `YQ-${index + 1}`,
  title,
  to: ['某市委', '某县委'],
}));
export const decomposeRequirement = officeStep(
  'DecomposeRequirement',
  { requirement: 'PS-1', aspects, decomposedOn: day },
  day,
);
export const completeTask = officeStep(
  'CompleteTask',
  { requirement: 'PS-1', aspect: 'YQ-1', completedOn: '2026-04-30', document: digest('task') },
  '2026-04-30',
);

/** Each event of these stages at least once, after the instruction `PS-1` was recorded. */
export const registerStory: readonly Step[] = [
  publishList(),
  registerOrganization(),
  registerCity({ own: true }),
  registerCounty(),
  sendGuidance(),
  reportFigures(),
  admitInspector(),
  admitInspectors([{ ...admission, inspector: 'inspector-2' }]),
  requestSecondment(),
  setPairings(),
  setSharingRules(),
  askQuestion(),
  recordUpstreamFinding(),
  openCampaign(),
  recordMatter(),
  decomposeRequirement(),
  answerQuestion(),
  linkToCampaign(),
  releaseInspector(),
  answerSecondment(),
  reportUpstreamProgress(),
  completeTask(),
  completeUpstreamRectification(),
  closeCampaign(),
];
