import { expect, test } from '@jest/globals';
import { ruleBookOf } from '../../../domain/organization/rule-book.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { UnpublishedError } from '../../../domain/shared/policy.js';
import { actor } from '../../support/given.js';
import {
  office,
  openOrganization,
  ownPack,
  publishPack,
} from '../../support/organization-story.js';

const opened = [openOrganization()];

test('a pack is published as it is, and every version stays', () => {
  office
    .given(...opened)
    .when(publishPack())
    .then({
      type: 'PolicyPackPublished',
      data: { pack: ownPack(), publishedOn: '2026-03-02' },
    })
    .thenClock()
    .thenEffects();
  const second = ownPack({ version: 2, officeTime: '08:30' });
  const { state } = office.given(...opened, publishPack(), publishPack(second));
  const book = ruleBookOf(state);
  expect(book.packs({ pack: 'own', version: 1 })).toEqual(ownPack());
  expect(book.packs({ pack: 'own', version: 2 })).toEqual(second);
  expect(book.packs({ pack: 'county-default', version: 1 })).toBe(countyDefault);
  expect(() => book.packs({ pack: 'own', version: 3 })).toThrow(UnpublishedError);
});

test('versions of one pack follow each other; another pack begins at one', () => {
  office
    .given(...opened)
    .when(publishPack(ownPack({ version: 2 })))
    .thenRejected('pack-version-not-next');
  office
    .given(...opened, publishPack())
    .when(publishPack())
    .thenRejected('pack-version-not-next');
  office
    .given(...opened, publishPack())
    .when(publishPack(ownPack({ pack: 'other' })))
    .then({ type: 'PolicyPackPublished' });
});

test('what ships is not published over', () => {
  office
    .given(...opened)
    .when(publishPack(ownPack({ pack: 'county-default', version: 2 })))
    .thenRejected('pack-name-shipped');
});

test('a pack without a rule of the product is refused', () => {
  office
    .given(...opened)
    .when(publishPack(ownPack({ rules: countyDefault.rules.slice(1) })))
    .thenRejected('rule-missing');
});

test('packs are the office director’s and the deputy head’s to publish', () => {
  office
    .given(...opened)
    .when(publishPack(), actor('executiveDeputyHead'))
    .then({ type: 'PolicyPackPublished' });
  office
    .given(...opened)
    .when(publishPack(), actor('officeStaff'))
    .thenRejected('forbidden');
});
