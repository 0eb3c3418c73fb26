import { expect, test } from '@jest/globals';
import { organization } from '../../../domain/organization/index.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { shanghaiClock } from '../../../domain/shared/instant.js';
import { actor } from '../../support/given.js';
import { office, openOrganization, renameOrganization } from '../../support/organization-story.js';

test('an organization opens with the to-do for the first year without an official notice', () => {
  const { state } = office
    .given()
    .when(openOrganization())
    .then({ type: 'OrganizationOpened', data: { name: '某县委巡察办', openedOn: '2026-01-05' } })
    .thenClock({
      type: 'DeadlineSet',
      data: {
        deadline: 'calendar-notice-2027',
        rule: 'calendar-notice',
        anchorEvent: 'OrganizationOpened',
        dueOn: '2026-12-15',
        stated: true,
        owner: 'officeStaff',
      },
    })
    .thenState({ status: 'open', name: '某县委巡察办' });
  const [first] = organization.dueList(state, shippedBook);
  expect(`${first?.rung ?? ''} ${first ? shanghaiClock(first.at) : ''}`).toBe(
    'yellow 2026-12-08 09:00',
  );
  expect(organization.number(state)).toBe('某县委巡察办');
  expect(organization.closed(state)).toBe(false);
});

test('it is opened by the product, once', () => {
  office.given().when(openOrganization(), actor('officeDirector')).thenRejected('forbidden');
  office
    .given(openOrganization())
    .when({ type: 'OpenOrganization', data: { name: '另一个' } })
    .thenRejected('already-open');
});

test('it takes another name, and the same name changes nothing', () => {
  office
    .given(openOrganization())
    .when(renameOrganization('某市委巡察办'))
    .then({ type: 'OrganizationRenamed', data: { name: '某市委巡察办' } })
    .thenClock()
    .thenState({ name: '某市委巡察办' });
  office
    .given(openOrganization(), renameOrganization('某市委巡察办'))
    .when(renameOrganization('某市委巡察办'))
    .thenNothing();
  office
    .given(openOrganization())
    .when(renameOrganization('某市委巡察办'), actor('officeStaff'))
    .thenRejected('forbidden');
});

test('its last limit is never waived, so the yearly notice is never forgotten', () => {
  office
    .given(openOrganization())
    .when({ type: 'WaiveDeadline', data: { deadline: 'calendar-notice-2027', reason: '不需要' } })
    .thenRejected('last-deadline');
});
