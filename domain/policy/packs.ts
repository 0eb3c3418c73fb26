import type { PackLookup } from '../shared/policy.js';
import { countyDefault } from './county-default.js';
import { text2015 } from './text-2015.js';

export const SHIPPED_PACKS = [countyDefault, text2015] as const;

/** @throws RangeError when no such pack version ships */
export const shippedPack: PackLookup = ({ pack, version }) => {
  const found = SHIPPED_PACKS.find((entry) => entry.pack === pack && entry.version === version);
  if (!found) throw new RangeError(`no policy pack ${pack} version ${version}`);
  return found;
};
