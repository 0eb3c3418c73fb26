import { UnpublishedError, type PackLookup, type PolicyPack } from '../shared/policy.js';
import type { RuleBook } from '../shared/rule-book.js';
import { shippedCalendar } from '../shared/working-days.js';
import { countyDefault } from './county-default.js';
import { text2015 } from './text-2015.js';

export const SHIPPED_PACKS: readonly PolicyPack[] = [countyDefault, text2015];

/** @throws UnpublishedError when no such pack version ships */
const shippedPack: PackLookup = ({ pack, version }) => {
  const found = SHIPPED_PACKS.find((entry) => entry.pack === pack && entry.version === version);
  if (!found) throw new UnpublishedError(`no policy pack ${pack} version ${version}`);
  return found;
};

/** What every organization has before it publishes anything of its own. */
export const shippedBook: RuleBook = {
  packs: shippedPack,
  calendars: (version) => {
    if (version !== shippedCalendar.version)
      throw new UnpublishedError(`no working-day calendar ${version}`);
    return shippedCalendar;
  },
  calendar: shippedCalendar,
};
