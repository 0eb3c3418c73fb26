import { expect, test } from '@jest/globals';
import { findings } from '../../../projections/findings/projection.js';
import {
  assessor,
  assessSeverity,
  findingsStory,
  mergeFindings,
  reviseFacts,
  reviseSeverity,
  revision,
  splitFinding,
} from '../../support/findings-story.js';
import { rowsAfter, storyEvents } from '../../support/stored-events.js';
import {
  acceptReport,
  feedBackToPrincipal,
  feedBackToUnit,
  recordDecision,
  stream,
  submitReport,
} from '../../support/target-story.js';

test('findings keep the numbers that were split, merged or dropped, and never tell the target of them', () => {
  const story = [
    ...findingsStory.twoWithdrawn,
    splitFinding(),
    mergeFindings({ from: ['F2-A'] }),
    submitReport(),
    acceptReport(),
    recordDecision(),
    feedBackToPrincipal(),
    feedBackToUnit(),
  ];
  const rows = rowsAfter(findings, storyEvents(stream, story));
  expect([...rows.values()]).toEqual([
    expect.objectContaining({ finding: 'F1', outcome: null, fedBack: true }),
    expect.objectContaining({ finding: 'F2', outcome: 'split', fedBack: false }),
    expect.objectContaining({ finding: 'F2-A', outcome: 'merged', fedBack: false }),
    expect.objectContaining({
      ...{ finding: 'F2-B', title: '招标未经集体研究', status: 'approved' },
      ...{ draftedOn: '2021-06-01', confirmedOn: '2021-06-05', outcome: null, fedBack: true },
    }),
  ]);
});

test('findings show the severity as two have assessed it, and what the target’s facts did away with', () => {
  const dropped = reviseFacts({ outcomes: [revision({ outcome: 'dropped' })] });
  const story = [
    ...findingsStory.factsDisputed,
    dropped,
    { ...assessSeverity(), by: assessor },
    { ...reviseSeverity(), by: assessor },
  ];
  const rows = rowsAfter(findings, storyEvents(stream, story));
  expect([...rows.values()]).toEqual([
    expect.objectContaining({ finding: 'F1', severity: 'serious', status: 'reviewed' }),
    expect.objectContaining({ finding: 'F2', severity: null, outcome: 'dropped' }),
  ]);
});
