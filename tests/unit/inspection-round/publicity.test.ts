import { expect, test } from '@jest/globals';
import { round } from '../../support/round.js';
import { approved, deployed, publishPressText } from '../../support/round-lines.js';

const { given } = round;

test('a text for the press is recorded with source, time, channel and reads', () => {
  given(...deployed)
    .when(publishPressText())
    .then({ type: 'PressTextPublished', data: { publishedTime: '10:42:32', reads: 663 } });
});

test('a text stands once in each channel', () => {
  given(...deployed, publishPressText())
    .when(publishPressText({ reads: 700 }))
    .thenRejected('press-text-already-published');
  given(...deployed, publishPressText())
    .when(publishPressText({ channel: '微信公众号' }))
    .then({ type: 'PressTextPublished' });
});

test('the press hears of a round once it is deployed', () => {
  given(...approved)
    .when(publishPressText())
    .thenRejected('round-not-deployed');
  given(...deployed)
    .when(publishPressText({ publishedOn: '2021-05-19' }))
    .thenRejected('published-before-deployment');
  given(...deployed)
    .when({ ...publishPressText(), on: '2021-05-27' })
    .thenRejected('date-in-future');
});

test('a time is a time of day', () => {
  for (const publishedTime of ['24:00', '10:60:00', '10.42'])
    expect(() => given(...deployed).when(publishPressText({ publishedTime }))).toThrow(
      'a time of day',
    );
});
