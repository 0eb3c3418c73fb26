import { test } from '@jest/globals';
import { uuid } from '../../support/given.js';
import {
  dropFinding,
  given,
  listTarget,
  openChannel,
  recordVerdict,
  storyOf,
  withdrawGroup,
} from '../../support/target-story.js';

const { stationed, drafted, reviewed, confirmed, withdrawn } = storyOf();

test('the group leaves, every channel closes, and the report falls due', () => {
  given(...confirmed, openChannel({ kind: 'hotline' }))
    .when(withdrawGroup())
    .then(
      { type: 'IntakeChannelClosed', data: { channel: 1, closedOn: '2021-06-22' } },
      { type: 'IntakeChannelClosed', data: { channel: 2, closedOn: '2021-06-22' } },
      { type: 'GroupWithdrawn', data: { questionnairesReturned: 48 } },
    )
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'fieldwork-end', late: false } },
      { type: 'DeadlineWaived', data: { deadline: 'midterm-report' } },
      { type: 'DeadlineSet', data: { deadline: 'report-after-fieldwork', dueOn: '2021-07-13' } },
    )
    .thenEffects({
      process: 'inspection-round',
      id: uuid(9),
      command: { type: 'NoteTargetWithdrawn', data: { unit: 'W-T1', withdrawnOn: '2021-06-22' } },
    });
});

test('no finding is left open', () => {
  given(...drafted)
    .when(withdrawGroup())
    .thenRejected('finding-open');
  given(...reviewed)
    .when(withdrawGroup())
    .thenRejected('finding-open');
  given(...reviewed, dropFinding())
    .when(withdrawGroup())
    .thenState({ status: 'withdrawn' });
});

test('a look-back ends with all verdicts', () => {
  const lookBackOf = { inspection: 'earlier', round: 'XC-10-5', findings: ['OLD-1', 'OLD-2'] };
  const lookBack = storyOf(listTarget({ type: 'lookBack', lookBackOf }));
  given(...lookBack.stationed, recordVerdict())
    .when(withdrawGroup())
    .thenRejected('verdict-missing');
  given(...lookBack.stationed, recordVerdict(), recordVerdict({ finding: 'OLD-2' }))
    .when(withdrawGroup())
    .thenState({ status: 'withdrawn' });
});

test('what cannot be is refused', () => {
  given(...stationed)
    .when(withdrawGroup({ questionnairesReturned: 51 }))
    .thenRejected('more-returned-than-issued');
  given(...withdrawn)
    .when(withdrawGroup())
    .thenRejected('not-in-fieldwork');
  given(...confirmed)
    .when(withdrawGroup({ withdrawnOn: '2021-06-04' }))
    .thenRejected('before-last-work');
  given(...confirmed)
    .when({ ...withdrawGroup(), on: '2021-06-21' })
    .thenRejected('date-in-future');
});
