import { z } from 'zod';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { RESPONSIBILITY_LEVELS, type ResponsibilityChain } from '../follow-up.js';
import type { TargetState } from '../state.js';

const Chain = z.object({
  namedOn: CalendarDate,
  /** Posts as the place itself calls them; no names, since posts outlast their holders. */
  chain: z
    .array(z.object({ post: z.string().min(1).max(100), level: z.enum(RESPONSIBILITY_LEVELS) }))
    .min(1)
    .max(20),
  /** Bodies, which differ from place to place. */
  dailySupervisors: z.array(z.string().min(1).max(100)).max(20),
});

/** Who answers for this rectification, at which level, and who watches it; a later chain replaces the earlier. */
export const responsibilityChain = stageOf<TargetState>()({
  name: 'responsibility-chain',
  commands: {
    NameResponsibilityChain: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Chain.shape),
    },
  },
  events: {
    ResponsibilityChainNamed: Chain,
  },
  decide: {
    NameResponsibilityChain: (data, { responsibilityChain: current }, context) => {
      if (current && isSame(data, current)) return [];
      return (
        chainRefusal(data) ??
        dateRefusal(data.namedOn, context, {
          on: current?.namedOn,
          code: 'before-current-chain',
          message: 'A new chain follows the one it replaces.',
        }) ?? [{ type: 'ResponsibilityChainNamed', data }]
      );
    },
  },
  evolve: {
    ResponsibilityChainNamed: (target, data) => ({ ...target, responsibilityChain: data }),
  },
});

function chainRefusal({ chain, dailySupervisors }: ResponsibilityChain): Rejection | undefined {
  const posts = chain.map(({ post, level }) => `${level} ${post}`);
  if (new Set(posts).size < posts.length)
    return reject('post-twice', 'A post stands at each level once.');
  if (!chain.some(({ level }) => level === 'main'))
    return reject('main-responsibility-missing', 'Some post bears the main responsibility.');
  return new Set(dailySupervisors).size < dailySupervisors.length
    ? reject('supervisor-twice', 'A supervising body is named once.')
    : undefined;
}

function isSame(one: ResponsibilityChain, other: ResponsibilityChain): boolean {
  const linesOf = ({ namedOn, chain, dailySupervisors }: ResponsibilityChain) =>
    JSON.stringify([namedOn, chain.map(({ post, level }) => [post, level]), dailySupervisors]);
  return linesOf(one) === linesOf(other);
}
