import { describe, expect, test } from '@jest/globals';
import { rolledUp, type Figures } from '../../../domain/organization/roll-up.js';
import {
  registerCity,
  registerCounty,
  registerOrganization,
  reportFigures,
} from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { given } = office;
const grown = [openOrganization(), registerOrganization(), registerCity(), registerCounty()];
const reported = [...grown, reportFigures()];
const again = { report: 'TJ-2', supersedes: 'TJ-1' };

test('a county reports its figures upwards', () => {
  given(...grown)
    .when(reportFigures())
    .then({ type: 'FiguresReported', data: { from: 'WX', figures: { targets: 10 } } })
    .thenState({ figureReports: { 'TJ-1': { from: 'WX', toOn: '2026-03-31' } } });
});

test('a correction names the report that it takes the place of', () => {
  const { state } = given(...reported)
    .when(reportFigures(again))
    .then({ type: 'FiguresReported', data: { supersedes: 'TJ-1' } });
  expect(Object.keys(state.figureReports ?? {})).toEqual(['TJ-2']);
});

test.each([
  ['organization-unknown', grown, reportFigures({ from: 'CA' })],
  ['period-ends-before-it-begins', grown, reportFigures({ fromOn: '2026-04-01' })],
  ['reported-before-period-ends', grown, reportFigures({ reportedOn: '2026-03-30' })],
  ['date-in-future', grown, reportFigures({ reportedOn: '2026-04-11' })],
  ['report-exists', reported, reportFigures()],
  ['period-reported', reported, reportFigures({ report: 'TJ-2' })],
  ['superseded-report-unknown', grown, reportFigures(again)],
  ['superseded-report-unknown', reported, reportFigures({ ...again, from: 'HD' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});

describe('rolling up', () => {
  const { nodes = {} } = given(...grown, registerCounty({ code: 'CA' })).state;
  const ten: Figures = { targets: 10, clues: 1 };

  test('sums an organization with everything below it', () => {
    const own = { HD: ten, WX: ten, CA: { targets: 10 } };
    expect(rolledUp('HD', nodes, own)).toEqual({ targets: 30, clues: 2 });
    expect(rolledUp('HB', nodes, own)).toEqual({ targets: 30, clues: 2 });
    expect(rolledUp('WX', nodes, own)).toEqual(ten);
  });

  test('takes a measure for what it is, whatever its name', () => {
    const own = { WX: { constructor: 4 } as unknown as Figures, CA: { targets: 1 } };
    expect(rolledUp('HD', nodes, own)).toEqual({ constructor: 4, targets: 1 });
  });

  test('ten counties with three rounds each give thirty', () => {
    const codes = Array.from({ length: 10 }, (_, index) => `X-${index}`);
    const counties = given(...grown, ...codes.map((code) => registerCounty({ code }))).state;
    const own = Object.fromEntries(codes.map((code) => [code, { rounds: 3 }]));
    expect(rolledUp('HB', counties.nodes ?? {}, own)).toEqual({ rounds: 30 });
  });
});
