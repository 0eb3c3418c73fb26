import { test } from '@jest/globals';
import { digest } from '../../support/given.js';
import { RECEIVERS, approved, clue, screened, transferClue, wayTo } from '../../support/clue.js';

const { given } = clue;

test.each(RECEIVERS)('the envelope goes to %s, whose own post is told', (...receiver) => {
  const [, owner, suffix] = receiver;
  given(...wayTo(receiver).slice(0, 3))
    .when(transferClue())
    .then({ type: 'ClueTransferred' })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'clue-sending' } },
      {
        type: 'DeadlineSet',
        data: { deadline: `clue-receipt${suffix}`, owner, ladder: 'C', dueOn: '2021-06-15' },
      },
    )
    .thenState({ status: 'sent' });
});

test('against two signatures, once the transfer is approved', () => {
  given(...approved)
    .when(transferClue({ takenSignature: digest('given') }))
    .thenRejected('signatures-alike');
  given(...screened)
    .when(transferClue())
    .thenRejected('transfer-not-approved');
  given(...approved)
    .when(transferClue({ sentOn: '2021-06-06' }))
    .thenRejected('before-previous-step');
});
