import { describe, test } from '@jest/globals';
import {
  approved,
  assessed,
  closeRound,
  deployed,
  proposed,
  recordConsultationAnswer,
  recordInquiryAnswer,
  rejectRound,
  requestConsultation,
  round,
  sendInquiry,
} from '../../support/round.js';

const { given } = round;

describe('consultation', () => {
  test('a body is asked while targets are chosen, and the office is reminded of the answer', () => {
    given(...proposed)
      .when(requestConsultation())
      .then({ type: 'ConsultationRequested', data: { body: '县纪委监委' } })
      .thenClock({
        type: 'DeadlineSet',
        data: { deadline: 'letter-answer-Z-1', rule: 'letter-answer', dueOn: '2021-05-12' },
      });
  });

  test('an answer after the approval still counts', () => {
    given(...proposed, requestConsultation(), approved.at(-1) ?? closeRound())
      .when(recordConsultationAnswer())
      .then({ type: 'ConsultationAnswered' })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'letter-answer-Z-1', late: false } });
  });

  test('a rejected round waits for no answer', () => {
    given(...proposed, requestConsultation())
      .when(rejectRound())
      .then({ type: 'RoundRejected' })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'round-approval' } },
        {
          type: 'DeadlineWaived',
          data: { deadline: 'letter-answer-Z-1', reason: 'round-rejected' },
        },
      );
  });

  test('nobody is consulted on an approved round', () => {
    given(...approved)
      .when(requestConsultation())
      .thenRejected('round-not-proposed');
  });

  test.each([
    ['due-before-sending', { dueOn: '2021-05-02' }],
    ['sent-too-early', { sentOn: '2021-04-30' }],
    ['date-in-future', { sentOn: '2030-05-03', dueOn: '2030-05-12' }],
  ])('refused: %s', (code, change) => {
    given(...proposed)
      .when(requestConsultation(change))
      .thenRejected(code);
  });

  test('a letter is sent once and answered once', () => {
    const sent = [...proposed, requestConsultation()];
    given(...sent)
      .when(requestConsultation())
      .thenRejected('letter-already-sent');
    given(...sent, recordConsultationAnswer())
      .when(recordConsultationAnswer())
      .thenRejected('letter-already-answered');
  });
});

describe('inquiry', () => {
  test('an answer names key people and matters by their number alone', () => {
    given(...approved, sendInquiry())
      .when(recordInquiryAnswer())
      .then({ type: 'InquiryAnswered', data: { keyPeople: 2, keyMatters: 3 } })
      .thenClock({ type: 'DeadlineMet', data: { deadline: 'letter-answer-H-1' } });
  });

  test('an unanswered letter does not outlive its round', () => {
    given(...approved, sendInquiry(), ...assessed.slice(approved.length))
      .when(closeRound())
      .then({ type: 'RoundClosed' })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'round-closing' } },
        { type: 'DeadlineWaived', data: { deadline: 'letter-answer-H-1' } },
      );
  });

  test.each([
    ['round-not-approved', proposed],
    ['round-deployed', deployed],
  ])('refused: %s', (code, history) => {
    given(...history)
      .when(sendInquiry())
      .thenRejected(code);
  });

  test.each([
    ['letter-unknown', { letter: 'H-9' }],
    ['answered-before-sending', { answeredOn: '2021-05-06' }],
  ])('an answer is refused: %s', (code, change) => {
    given(...approved, sendInquiry())
      .when(recordInquiryAnswer(change))
      .thenRejected(code);
  });

  test('a consultation is not answered as an inquiry', () => {
    given(...proposed, requestConsultation())
      .when(recordInquiryAnswer({ letter: 'Z-1' }))
      .thenRejected('letter-unknown');
  });
});
