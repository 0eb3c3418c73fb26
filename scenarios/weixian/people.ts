import { groupPosts as groupOfRound, holder, type GroupPosts } from '../kit/people.js';
import { ROUND } from './facts.js';

export {
  DAILY_SUPERVISOR,
  DISCIPLINE_RECEIVER,
  EXECUTIVE_DEPUTY_HEAD,
  LEADING_GROUP_HEAD,
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  ORGANIZATION_RECEIVER,
  targetPosts,
} from '../kit/people.js';

/** A member of the city's guidance group: reads and observes, writes nothing. */
export const GUIDANCE_OBSERVER = holder('guidance-observer', 'guidanceObserver');

/** @param group number of the group within the round */
export function groupPosts(group: number): GroupPosts {
  return groupOfRound(ROUND.number, group);
}
