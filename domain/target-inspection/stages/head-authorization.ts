import { z } from 'zod';
import { stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import type { TargetState } from '../state.js';

const Authorization = z.object({
  /** Missing while the one who took over has none. */
  authorizedOn: CalendarDate.optional(),
});

/** The round says when another head took over the group, since a group is stationed only under an authorized one. */
export const headAuthorization = stageOf<TargetState>()({
  name: 'head-authorization',
  commands: {
    NoteHeadAuthorization: { by: ['process'], data: z.strictObject(Authorization.shape) },
  },
  events: { HeadAuthorizationNoted: Authorization },
  decide: {
    NoteHeadAuthorization: (data, { newHead }) =>
      newHead !== undefined && newHead.authorizedOn === data.authorizedOn
        ? []
        : [{ type: 'HeadAuthorizationNoted', data }],
  },
  evolve: {
    HeadAuthorizationNoted: (target, newHead) => ({ ...target, newHead }),
  },
});
