import { count, counting, type Countings } from './counting.js';

/** The organization's own registers, and suggestions to other bodies. */
export const ORGANIZATION_COUNTINGS: Countings = {
  InstructionRecorded: counting<{ issuedOn: string }>(
    ({ issuedOn }) => issuedOn,
    count<{ instruction: string; kind: string }>(
      'instructions',
      ({ instruction: subject, kind }) => ({ amount: 1, subject, kind }),
    ),
  ),
  CommitteeMeetingRecorded: counting<{ heldOn: string }>(
    ({ heldOn }) => heldOn,
    count<{ meeting: string }>('committeeMeetings', ({ meeting: subject }) => ({
      amount: 1,
      subject,
    })),
  ),
  // A new version of a rule in force is the same rule.
  OfficeRuleIssued: counting<{ issuedOn: string }>(
    ({ issuedOn }) => issuedOn,
    count<{ rule: string }>('officeRules', ({ rule: subject }, { rulesInForce = [] }) => ({
      amount: rulesInForce.includes(subject) ? 0 : 1,
      subject,
    })),
  ),
  OfficeRuleRepealed: counting<{ repealedOn: string }>(
    ({ repealedOn }) => repealedOn,
    count<{ rule: string }>('officeRules', ({ rule: subject }, { rulesInForce = [] }) => ({
      amount: rulesInForce.includes(subject) ? -1 : 0,
      subject,
    })),
  ),
  InspectorAdmitted: counting<{ admittedOn: string }>(
    ({ admittedOn }) => admittedOn,
    count<{ inspector: string; kind: string }>(
      'inspectors',
      ({ inspector, kind }, { inspectors = [] }) => ({
        amount: inspectors.includes(inspector) ? 0 : 1,
        kind,
      }),
    ),
  ),
  InspectorReleased: counting<{ releasedOn: string }>(
    ({ releasedOn }) => releasedOn,
    count<{ inspector: string }>('inspectors', ({ inspector }, { inspectors = [] }) =>
      inspectors.includes(inspector) ? -1 : 0,
    ),
  ),
  SuggestionSent: counting<{ sentOn: string }>(({ sentOn }) => sentOn, count('suggestionsSent')),
  SuggestionImplemented: counting<{ implementedOn: string }>(
    ({ implementedOn }) => implementedOn,
    count('suggestionsImplemented'),
  ),
};

/** A clue is one clue however often it is handed over: a new receiver takes it from the former one. */
export const CLUE_COUNTINGS: Countings = {
  ClueTransferred: counting<{ sentOn: string }>(
    ({ sentOn }) => sentOn,
    count('cluesTransferred', (_data, { receiver = '' }) => ({ amount: 1, receiver })),
    count('cluesTransferred', (_data, { handedTo }) =>
      handedTo === undefined ? 0 : { amount: -1, receiver: handedTo },
    ),
  ),
  ClueResultReported: counting<{ reportedOn: string }>(
    ({ reportedOn }) => reportedOn,
    count('cluesAnswered', (_data, { receiver = '' }) => ({ amount: 1, receiver })),
  ),
};
