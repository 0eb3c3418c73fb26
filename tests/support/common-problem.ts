import { commonProblem } from '../../domain/common-problem/index.js';
import { actor, command, digest, scenarioOf, uuid } from './given.js';

/** Drainage found wanting at two targets, and the suggestion to the department in charge; commands with defaults. */
export const problem = scenarioOf(commonProblem, { today: '2021-12-30' });

/** A post of the department that the suggestion goes to. */
export const department = actor('functionalDepartment', 'receiver:ZJJ', 'department');

export const identify = command('IdentifyCommonProblem', {
  number: 'GX-2021-1',
  title: '农村排水设施管护缺位',
  taxonomy: 'LIVING-DRAINAGE',
  occurrences: [
    { target: `target-inspection-${uuid(7)}`, finding: 'F1' },
    { target: `target-inspection-${uuid(8)}`, finding: 'F3' },
  ],
  pack: { pack: 'county-default', version: 1 },
  identifiedOn: '2021-08-02',
});
export const send = command('SendSuggestion', {
  department: 'ZJJ',
  sentOn: '2021-08-09',
  document: digest('suggestion'),
});
export const answer = command('AnswerSuggestion', {
  answeredOn: '2021-09-06',
  measures: digest('measures'),
  dueOn: '2021-12-15',
});
export const refuse = command('RefuseSuggestion', {
  refusedOn: '2021-08-20',
  document: digest('refusal'),
});
export const implement = command('ImplementSuggestion', {
  implementedOn: '2021-12-10',
  document: digest('implementation'),
  rules: 2,
});
export const close = command('CloseCommonProblem', {
  closedOn: '2021-12-20',
  outcome: 'implemented',
  document: digest('closing'),
});

export const identified = [identify()];
export const sent = [...identified, send()];
export const answered = [...sent, answer()];
export const refused = [...sent, refuse()];
export const implemented = [...answered, implement()];
export const closed = [...implemented, close()];
/** A refusal, another department, then nothing more. */
export const givenUp = [
  ...refused,
  send({ department: 'SLJ', sentOn: '2021-08-23' }),
  refuse({ refusedOn: '2021-09-01' }),
  close({ closedOn: '2021-09-10', outcome: 'notPursued' }),
];
