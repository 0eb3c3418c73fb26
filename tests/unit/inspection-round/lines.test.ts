import { describe, expect, test } from '@jest/globals';
import { digest } from '../../support/given.js';
import * as story from '../../support/round.js';
import * as lines from '../../support/round-lines.js';

const { given, stream } = story.round;
const { TERM_PLAN, earlier, nominateSupervision } = lines;

describe('a joint operation', () => {
  const jointWith = { code: 'H-P', name: '省委巡视办', level: 'provincial' };

  test('names the partner of the other level, the own level and the campaign', () => {
    const data = { level: 'city', jointWith, campaign: 'FP-2018' };
    given().when(story.proposeRound(data)).then({ type: 'RoundProposed', data });
  });

  test('joins two levels', () => {
    given()
      .when(story.proposeRound({ level: 'provincial', jointWith }))
      .thenRejected('joint-level-same');
  });
});

describe('a period of its own', () => {
  const period = { plannedFrom: '2021-05-25', plannedTo: '2021-06-10' };

  test('goes with the target; the other targets have the round’s', () => {
    given(
      story.proposeRound(),
      story.nominateTarget(period),
      story.nominateTarget({ unit: 'W-T2' }),
    )
      .when(story.approveRound())
      .thenEffects(
        { command: { type: 'ListTarget', data: period } },
        {
          command: {
            type: 'ListTarget',
            data: { plannedFrom: '2021-05-22', plannedTo: '2021-06-22' },
          },
        },
      );
  });

  test.each([
    ['period-outside-round', { plannedFrom: '2021-05-21' }],
    ['period-outside-round', { plannedTo: '2021-06-23' }],
    ['period-reversed', { plannedFrom: '2021-06-10', plannedTo: '2021-06-09' }],
  ])('refused: %s', (code, change) => {
    given(story.proposeRound()).when(story.nominateTarget(change)).thenRejected(code);
  });
});

describe('rectification supervision', () => {
  test('names the earlier inspection, which was one', () => {
    given(...story.proposed)
      .when(nominateSupervision())
      .then({ type: 'TargetNominated', data: { type: 'rectificationSupervision' } });
    for (const lookBackOf of [
      undefined,
      { ...earlier('OLD-1'), inspection: 'XC-10-05-W-T7' },
      { ...earlier('OLD-1'), inspection: stream },
    ])
      given(...story.proposed)
        .when(nominateSupervision({ lookBackOf }))
        .thenRejected('look-back-link');
  });

  test('does not make a round alone', () => {
    given(story.proposeRound(), nominateSupervision())
      .when(story.approveRound())
      .thenRejected('supervision-alone');
  });

  test('does not keep the leading group waiting, nor starts its time again', () => {
    given(...lines.withdrawn, story.noteReportAccepted())
      .when(story.noteReportAccepted({ unit: 'W-T2' }))
      .thenClock({ type: 'DeadlineSet', data: { deadline: 'leading-group-hears' } });
    given(...lines.reported)
      .when(story.noteReportAccepted({ unit: 'W-T3' }))
      .then({ type: 'TargetReportNoted' })
      .thenClock();
    given(...lines.reported)
      .when(story.holdLeadingGroupMeeting())
      .thenState({ status: 'leadingGroupHeard' });
  });

  test('gets no decision, and the feedback is complete without it', () => {
    given(...lines.reported, story.holdLeadingGroupMeeting())
      .when(story.holdSecretaryMeeting())
      .thenEffects(
        { id: `${stream}/target/W-T1`, command: { type: 'RecordDecision' } },
        { id: `${stream}/target/W-T2`, command: { type: 'RecordDecision' } },
      );
    given(...lines.decided, story.noteTargetFedBack())
      .when(story.noteTargetFedBack({ unit: 'W-T2' }))
      .thenState({ status: 'rectifying' });
  });

  test('is closed before the assessment, but gets no grade of its own', () => {
    const open = [
      ...lines.rectifying,
      story.noteTargetClosed(),
      story.noteTargetClosed({ unit: 'W-T2' }),
    ];
    given(...open)
      .when(story.assessRectification())
      .thenRejected('targets-open');
    given(...open, story.noteTargetClosed({ unit: 'W-T3' }))
      .when(story.assessRectification())
      .then({ type: 'RectificationAssessed' });
  });
});

describe('the term plan', () => {
  test('hears of the approved round; a supervision is no organization inspected', () => {
    given(...lines.selected)
      .when(story.approveRound({ approvedOn: '2021-05-13' }))
      .thenEffects(
        { command: { type: 'ListTarget' } },
        { command: { type: 'ListTarget' } },
        { command: { type: 'ListTarget', data: { type: 'rectificationSupervision' } } },
        {
          process: 'term-plan',
          id: TERM_PLAN,
          command: {
            type: 'NoteRoundApproved',
            data: { round: stream, approvedOn: '2021-05-13', targets: 2 },
          },
        },
      );
  });

  test('hears of each inspection with its accepted report, from the day the group left', () => {
    given(...lines.withdrawn)
      .when(story.noteReportAccepted())
      .thenEffects({
        process: 'term-plan',
        id: TERM_PLAN,
        command: {
          type: 'NoteTargetCovered',
          data: { unit: 'W-T1', round: stream, coveredOn: '2021-06-22', type: 'regular' },
        },
      });
    given(...lines.withdrawn)
      .when(story.noteReportAccepted({ unit: 'W-T3' }))
      .thenEffects();
  });

  test('hears nothing of a round that names no plan', () => {
    given(...story.withdrawn)
      .when(story.noteReportAccepted())
      .thenEffects();
  });
});

describe('what a meeting leaves behind', () => {
  const attendance = [
    { post: '县长', attended: true },
    { post: '组织部长', attended: false, substitute: '组织部副部长' },
  ];
  const requirement = {
    ...{ instruction: 'PS-2021-07', from: '县委书记', to: '县委巡察办' },
    document: digest('requirement'),
  };
  const meetings = [
    ['the leading group', lines.reported, story.holdLeadingGroupMeeting],
    [
      'the secretary’s meeting',
      [...lines.reported, story.holdLeadingGroupMeeting()],
      story.holdSecretaryMeeting,
    ],
  ] as const;

  test.each(meetings)('%s: who came, who watched, what was required', (_name, history, hold) => {
    const kept = { attendance, observers: ['市委巡察办'], requirements: [requirement] };
    const [event] = given(...history).when(hold(kept)).decided;
    expect(event?.data).toMatchObject(kept);
  });

  test.each(meetings)('%s: each is said once', (_name, history, hold) => {
    const refusal = (change: object, code: string) =>
      given(...history)
        .when(hold({ attendance, ...change }))
        .thenRejected(code);
    refusal({ observers: ['县长'] }, 'post-named-twice');
    refusal(
      { attendance: [{ post: '县长', attended: true, substitute: '副县长' }] },
      'substitute-unneeded',
    );
    refusal({ requirements: [requirement, requirement] }, 'requirement-named-twice');
  });
});

describe('the archive', () => {
  const { archiveRound, archiveEntry } = lines;

  test('takes the papers of the assessed round, each for its time', () => {
    given(...lines.assessed)
      .when(archiveRound())
      .then({ type: 'RoundArchived', data: { archivedOn: '2021-12-28' } });
  });

  test.each([
    ['report', 'y10'],
    ['minutes', 'y10'],
    ['suggestionLetter', 'y30'],
  ])('%s is kept longer than %s', (kind, retention) => {
    given(...lines.assessed)
      .when(archiveRound({ entries: [archiveEntry({ kind, retention })] }))
      .thenRejected('retention-too-short');
  });

  test('a working paper may go after ten years', () => {
    given(...lines.assessed)
      .when(archiveRound({ entries: [archiveEntry({ kind: 'workingPaper', retention: 'y10' })] }))
      .then({ type: 'RoundArchived' });
  });

  test('comes once, between assessment and closing', () => {
    given(...lines.rectifying)
      .when(archiveRound())
      .thenRejected('round-not-assessed');
    given(...lines.assessed)
      .when(archiveRound({ archivedOn: '2021-12-19' }))
      .thenRejected('archived-before-assessment');
    given(...lines.assessed)
      .when(archiveRound({ archivedOn: '2023-12-19' }))
      .thenRejected('date-in-future');
    given(...lines.assessed, archiveRound())
      .when(archiveRound())
      .thenRejected('round-already-archived');
    given(...lines.assessed, archiveRound())
      .when(story.closeRound({ closedOn: '2021-12-27' }))
      .thenRejected('closed-before-archive');
    given(...lines.assessed, archiveRound())
      .when(story.closeRound())
      .then({ type: 'RoundClosed' });
  });
});
