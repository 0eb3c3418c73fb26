import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { clueTransfer } from '../../../domain/clue-transfer/index.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { allProcesses } from '../../../domain/processes.js';
import { rectification } from '../../../domain/rectification/index.js';
import { targetInspection } from '../../../domain/target-inspection/index.js';
import { ruleOf, type PackRef } from '../../../domain/shared/policy.js';
import { SUBJECTS } from '../../support/case-stories.js';
import { tellStory } from '../../support/case-walk.js';
import * as clue from '../../support/clue.js';
import * as item from '../../support/item.js';
import { projectRoot } from '../../support/project-tree.js';
import * as target from '../../support/target-story.js';

interface Counted {
  readonly rule: string;
  readonly anchorEvent: string;
  readonly pack: PackRef;
  readonly owner: string;
  readonly ladder: string;
}

interface LogLine {
  readonly type: string;
  readonly data: unknown;
}

const countedIn = (events: readonly LogLine[]) =>
  events.filter(({ type }) => type === 'DeadlineSet').map(({ data }) => data as Counted);

const { planned, reported } = target.storyOf();
const told = [
  ...SUBJECTS.flatMap(({ process, story }) => countedIn(tellStory(process, story).events)),
  ...[
    [item.openItem({ mode: 'immediate' })],
    [...item.submitted, { ...item.returnVerification(), by: item.verifier, on: '2021-11-08' }],
  ].flatMap((story) => countedIn(tellStory(rectification, story).events)),
  ...[
    [...reported, target.returnReport()],
    [...planned, target.returnPlan()],
  ].flatMap((story) => countedIn(tellStory(targetInspection, story).events)),
  ...clue.STORIES.flatMap((story) => countedIn(tellStory(clueTransfer, story).events)),
];
const folder = path.join(projectRoot, 'tests/replay/streams');
const recorded = readdirSync(folder)
  .filter((file) => file.endsWith('.ndjson'))
  .flatMap((file) => {
    const lines = readFileSync(path.join(folder, file), 'utf8').trim().split('\n');
    return countedIn(lines.map((line) => JSON.parse(line) as LogLine));
  });

/** Rules that stand in the pack before the part of the product that counts by them. */
const WAITING = ['item-reopening', 'clue-return', 'clue-reopening'];

test('every deadline of every process counts from an event that its rule names', () => {
  expect(told.length).toBeGreaterThan(30);
  expect(recorded.length).toBeGreaterThan(10);
  for (const { rule, anchorEvent, pack, owner, ladder } of [...told, ...recorded]) {
    const found = ruleOf(shippedBook.packs(pack), rule);
    expect({ rule, anchors: found.anchors }).toEqual({
      rule,
      anchors: expect.arrayContaining([anchorEvent]),
    });
    expect({ rule, owner, ladder }).toEqual({ rule, owner: found.owner, ladder: found.ladder });
  }
});

test('every rule is counted by some story, but for those that wait for their process', () => {
  const used = new Set(told.map(({ rule }) => rule));
  const unused = countyDefault.rules.map(({ rule }) => rule).filter((rule) => !used.has(rule));
  expect(unused.sort()).toEqual([...WAITING].sort());
});

test('every anchor is an event of some process, but for those rules', () => {
  const events = new Set(allProcesses.flatMap((process) => [...process.events.keys()]));
  const strangers = countyDefault.rules
    .filter(({ anchors }) => anchors.some((anchor) => !events.has(anchor)))
    .map(({ rule }) => rule);
  expect(WAITING).toEqual(expect.arrayContaining(strangers));
});
