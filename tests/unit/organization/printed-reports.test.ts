import { expect, test } from '@jest/globals';
import { office, openOrganization, printReport } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const printed = [...opened, printReport()];

test('a print freezes the position up to which it counts', () => {
  const { state } = given(...opened)
    .when(printReport())
    .then({ type: 'ReportPrinted', data: { report: 'term', position: 40 } });
  expect(state.printedReports).toEqual({
    'term 十届县委': { position: 40, printedOn: '2026-04-02' },
  });
});

test('the next print counts further', () => {
  given(...printed)
    .when(printReport({ position: 90, printedOn: '2026-05-06' }, '2026-05-06'))
    .then({ type: 'ReportPrinted', data: { position: 90 } })
    .thenState({ printedReports: { 'term 十届县委': { position: 90, printedOn: '2026-05-06' } } });
});

test('the same print on the same day is one print', () => {
  given(...printed)
    .when(printReport())
    .thenNothing();
});

test('the prints of another term begin anew', () => {
  given(...printed)
    .when(printReport({ subject: '十一届县委', position: 7 }))
    .then({ type: 'ReportPrinted', data: { position: 7 } });
});

test.each([
  ['position-before-last-print', printed, printReport({ position: 39 })],
  ['before-last-print', printed, printReport({ position: 41, printedOn: '2026-04-01' })],
  ['date-in-future', opened, printReport({ printedOn: '2026-04-03' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
