import { z } from 'zod';
import { start } from '../../clock/actions.js';
import { countyDefault } from '../../policy/county-default.js';
import { stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { noticeDeadline } from '../notice-deadline.js';
import type { OrganizationState } from '../state.js';

const Name = z.string().min(1).max(100);

/** An organization opens with the product's first start and is never closed. */
export const opening = stageOf<OrganizationState>()({
  name: 'opening',
  commands: {
    OpenOrganization: { by: ['process'], opens: true, data: z.strictObject({ name: Name }) },
    RenameOrganization: {
      by: ['officeDirector', 'systemOperator'],
      data: z.strictObject({ name: Name }),
    },
  },
  events: {
    OrganizationOpened: z.object({ name: Name, openedOn: CalendarDate }),
    OrganizationRenamed: z.object({ name: Name }),
  },
  decide: {
    OpenOrganization: ({ name }, _state, { today }) => [
      { type: 'OrganizationOpened', data: { name, openedOn: today } },
    ],
    RenameOrganization: ({ name }, state) =>
      state.name === name ? [] : [{ type: 'OrganizationRenamed', data: { name } }],
  },
  evolve: {
    OrganizationOpened: (state, { name }) => ({ ...state, status: 'open', name }),
    OrganizationRenamed: (state, { name }) => ({ ...state, name }),
  },
  clock: {
    OrganizationOpened: ({ openedOn }, state) => {
      const { deadline, dueOn } = noticeDeadline(state);
      return [start('calendar-notice', countyDefault, openedOn, { deadline, dueOn })];
    },
  },
});
