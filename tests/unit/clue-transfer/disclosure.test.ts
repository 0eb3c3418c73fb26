import { test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  RECEIVERS,
  chooseHandling,
  clue,
  detectConflict,
  grantDisclosure,
  handled,
  refuseDisclosure,
  requestDisclosure,
  sent,
  unseal,
  wayTo,
} from '../../support/clue.js';

const { given } = clue;
const asked = [...handled, requestDisclosure()];
const granted = [...asked, grantDisclosure()];

test('asking gives the custodian three working days', () => {
  given(...handled)
    .when(requestDisclosure())
    .then({ type: 'IdentityDisclosureRequested' })
    .thenClock({
      type: 'DeadlineSet',
      data: { deadline: 'clue-disclosure', owner: 'identityCustodian', dueOn: '2021-07-05' },
    });
});

test('is asked for once at a time, while the receiver has the clue, until a day ahead', () => {
  given(...asked)
    .when(requestDisclosure())
    .thenRejected('disclosure-pending');
  given(...sent)
    .when(requestDisclosure())
    .thenRejected('clue-not-with-receiver');
  given(...handled)
    .when(requestDisclosure({ untilOn: '2021-07-01' }))
    .thenRejected('disclosure-end-past');
  given(...handled)
    .when(requestDisclosure({ requestedOn: '2021-07-02' }))
    .thenRejected('date-in-future');
});

test('a body asks only about a clue that it was sent; a head may ask about any', () => {
  const elsewhere = wayTo(RECEIVERS[1]).slice(0, 6);
  given(...elsewhere)
    .when(requestDisclosure())
    .thenRejected('not-the-receiver');
  given(...elsewhere)
    .when(requestDisclosure(), actor('executiveDeputyHead'))
    .then({ type: 'IdentityDisclosureRequested' });
});

test('a grant names the day on which it ends', () => {
  given(...asked)
    .when(grantDisclosure())
    .then({ type: 'IdentityDisclosureGranted', data: { untilOn: '2021-07-15' } })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'clue-disclosure' } })
    .thenState({ disclosure: { grantedBy: 'identityCustodian' } });
});

test('a refusal gives its reason, and one may ask again', () => {
  given(...asked)
    .when(refuseDisclosure())
    .then({ type: 'IdentityDisclosureRefused', data: { reason: 'reporterAtRisk' } })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'clue-disclosure' } })
    .thenState({ disclosure: null });
  given(...asked, refuseDisclosure())
    .when(requestDisclosure())
    .thenClock({ type: 'DeadlineSet', data: { deadline: 'clue-disclosure-2' } });
});

test.each([grantDisclosure, refuseDisclosure])(
  'the answer is a custodian’s who did not ask, after the request: $name',
  (answer) => {
    given(...asked)
      .when(answer(), actor('identityCustodian', 'all', 'disciplineReceiver'))
      .thenRejected('answered-by-requester');
    for (const history of [handled, granted])
      given(...history)
        .when(answer())
        .thenRejected('no-disclosure-requested');
    const early = { grantedOn: '2021-06-29' };
    given(...asked)
      .when(answer(answer === grantDisclosure ? early : { refusedOn: '2021-06-29' }))
      .thenRejected('answered-before-request');
  },
);

test('whoever asked opens the compartment until the grant ends', () => {
  given(...granted)
    .when({ ...unseal(), on: '2021-07-15' })
    .then({ type: 'CompartmentUnsealed', data: { compartment: 'reporter' } })
    .thenClock();
  given(...granted)
    .when({ ...unseal(), on: '2021-07-16' })
    .thenRejected('disclosure-ended');
  given(...granted)
    .when(unseal(), actor('disciplineReceiver', 'all', 'another'))
    .thenRejected('not-the-requester');
  for (const history of [handled, asked])
    given(...history)
      .when(unseal())
      .thenRejected('disclosure-not-granted');
});

test('a rerouted clue takes no former grant along', () => {
  given(...asked, chooseHandling({ handling: 'hold' }), detectConflict())
    .when(grantDisclosure())
    .thenRejected('no-disclosure-requested');
});
