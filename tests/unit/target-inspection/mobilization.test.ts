import { test } from '@jest/globals';
import { actor, uuid } from '../../support/given.js';
import {
  assignGroup,
  fileSafetyPlan,
  given,
  holdMeeting,
  listTarget,
  noteGroupSafetyPlan,
  notify,
  postAnnouncement,
  storyOf,
} from '../../support/target-story.js';

const { listed, notified, ready, stationed } = storyOf();

test('the mobilization meeting stations the group, on a Saturday too, and tells the round', () => {
  given(...ready)
    .when(holdMeeting(), actor('groupHead', 'group:XC-10-12/1'))
    .then({ type: 'MobilizationMeetingHeld', data: { questionnairesIssued: 50 } })
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'stationing', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'fieldwork-end', dueOn: '2021-06-22' } },
      { type: 'DeadlineSet', data: { deadline: 'midterm-report', dueOn: '2021-06-07' } },
    )
    .thenEffects({
      process: 'inspection-round',
      id: uuid(9),
      command: {
        type: 'NoteTargetStationed',
        data: { unit: 'W-T1', stationedOn: '2021-05-22' },
      },
    });
});

test('the head of another group is refused', () => {
  given(...ready)
    .when(holdMeeting(), actor('groupHead', 'group:XC-10-12/2'))
    .thenRejected('forbidden');
});

test('what is missing is said', () => {
  given(...listed)
    .when(holdMeeting())
    .thenRejected('not-notified');
  given(listTarget(), notify()).when(holdMeeting()).thenRejected('group-missing');
  given(...notified)
    .when(holdMeeting())
    .thenRejected('safety-plan-missing');
  given(...notified, fileSafetyPlan())
    .when(holdMeeting())
    .thenRejected('safety-plan-missing');
  given(...notified, noteGroupSafetyPlan())
    .when(holdMeeting())
    .thenRejected('safety-plan-missing');
  given(...stationed)
    .when(holdMeeting())
    .thenRejected('already-stationed');
});

test('the meeting comes after notice and both safety plans', () => {
  given(...ready)
    .when({ ...holdMeeting(), on: '2021-05-21' })
    .thenRejected('date-in-future');
  given(...ready)
    .when(holdMeeting({ heldOn: '2021-05-11' }))
    .thenRejected('before-notice');
  given(...ready)
    .when(holdMeeting({ heldOn: '2021-05-20' }))
    .thenRejected('safety-plan-missing');
  given(...notified, noteGroupSafetyPlan({ filedOn: '2021-05-23' }), fileSafetyPlan())
    .when(holdMeeting())
    .thenRejected('safety-plan-missing');
});

test('a flexible inspection is notified on arrival', () => {
  given(
    listTarget({ type: 'flexible' }),
    assignGroup(),
    notify({ notifiedOn: '2021-05-22' }),
    fileSafetyPlan({ filedOn: '2021-05-22' }),
    noteGroupSafetyPlan(),
  )
    .when(holdMeeting())
    .then({ type: 'MobilizationMeetingHeld' });
});

test('the announcement is posted while the group is there', () => {
  given(...stationed)
    .when(postAnnouncement())
    .then({ type: 'AnnouncementPosted' });
  given(...ready)
    .when(postAnnouncement())
    .thenRejected('not-in-fieldwork');
  given(...stationed)
    .when(postAnnouncement({ postedOn: '2021-05-21' }))
    .thenRejected('before-stationing');
});
