import { test } from '@jest/globals';
import { actor, uuid } from '../../support/given.js';
import { findingsStory, linkRecurrence } from '../../support/findings-story.js';
import { dropFinding, given, stream } from '../../support/target-story.js';

const { confirmed, claimed } = findingsStory;
const earlier = (inspection: string) => ({ earlier: { inspection, finding: 'F7' } });

test('a finding points to the earlier one that it repeats', () => {
  given(...claimed)
    .when(linkRecurrence(), actor('process'))
    .then({ type: 'RecurrenceLinked', data: { finding: 'F1', earlier: { finding: 'F7' } } });
  given(...confirmed)
    .when(linkRecurrence(), actor('officeStaff'))
    .then({ type: 'RecurrenceLinked' });
  given(...confirmed)
    .when(linkRecurrence(), actor('targetPrincipal'))
    .thenRejected('forbidden');
});

test('one link is made once, and there may be several', () => {
  given(...confirmed, linkRecurrence())
    .when(linkRecurrence())
    .thenNothing();
  given(...confirmed, linkRecurrence())
    .when(linkRecurrence(earlier(`target-inspection-${uuid(43)}`)))
    .then({ type: 'RecurrenceLinked' });
});

test('both ends are findings of inspections, and the earlier one lies elsewhere', () => {
  given(...confirmed)
    .when(linkRecurrence({ finding: 'F9' }))
    .thenRejected('finding-unknown');
  given(...confirmed, dropFinding())
    .when(linkRecurrence())
    .thenRejected('finding-gone');
  given(...confirmed)
    .when(linkRecurrence(earlier(stream)))
    .thenRejected('same-inspection');
  given(...confirmed)
    .when(linkRecurrence(earlier(`rectification-${uuid(43)}`)))
    .thenRejected('not-an-inspection');
});
