import { isClockKey } from '../clock/rungs.js';
import { countyDefault } from '../policy/county-default.js';
import { SHIPPED_PACKS } from '../policy/packs.js';
import { reject, type Rejection } from '../process.js';
import type { DeadlineRule, PolicyPack } from '../shared/policy.js';

/** What the product's own processes count, and from which events: a pack changes amounts, not anchors. */
const KNOWN = new Map(countyDefault.rules.map((row) => [row.rule, row]));

/**
 * Why a pack cannot be published, or undefined when it can.
 *
 * @param versions versions of this pack that were published before
 */
export function packRefusal(pack: PolicyPack, versions: readonly number[]): Rejection | undefined {
  if (SHIPPED_PACKS.some((shipped) => shipped.pack === pack.pack))
    return reject('pack-name-shipped', `${pack.pack} ships with the product; choose another name.`);
  const next = Math.max(0, ...versions) + 1;
  if (pack.version !== next)
    return reject('pack-version-not-next', `The next version of ${pack.pack} is ${next}.`);
  return contentRefusal(pack);
}

/** Why nothing could be counted by a pack, whatever its name; undefined when it can. */
export function contentRefusal(pack: PolicyPack): Rejection | undefined {
  return rulesRefusal(pack) ?? laddersRefusal(pack);
}

function rulesRefusal({ rules, ladders }: PolicyPack): Rejection | undefined {
  const names = rules.map(({ rule }) => rule);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return reject('rule-twice', `The rule ${twice} stands there twice.`);
  for (const row of rules) {
    const refusal = ruleRefusal(row);
    if (refusal) return refusal;
    if (!Object.hasOwn(ladders, row.ladder))
      return reject(
        'ladder-unknown',
        `${row.rule} names a ladder ${row.ladder} that is not there.`,
      );
  }
  const missing = [...KNOWN.keys()].find((name) => !names.includes(name));
  return missing === undefined
    ? undefined
    : reject('rule-missing', `The pack has no rule ${missing}.`);
}

function ruleRefusal({ rule, anchors, limit }: DeadlineRule): Rejection | undefined {
  const known = KNOWN.get(rule);
  if (!known) return reject('rule-unknown', `Nothing in the product counts by a rule ${rule}.`);
  const stranger = anchors.find((anchor) => !known.anchors.includes(anchor));
  if (stranger !== undefined)
    return reject(
      'anchor-unknown',
      `${rule} counts from ${known.anchors.join(' or ')}, not from ${stranger}.`,
    );
  // A rule whose cases state their own date may get a limit; one that is counted may not lose it.
  return known.limit !== null && limit === null
    ? reject('limit-missing', `${rule} needs an amount: its cases state no date of their own.`)
    : undefined;
}

function laddersRefusal({ ladders }: PolicyPack): Rejection | undefined {
  for (const [name, rungs] of Object.entries(ladders)) {
    const keys = rungs.map(({ key }) => key);
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    if (twice !== undefined)
      return reject('rung-twice', `Ladder ${name} has two rungs named ${twice}.`);
    const reserved = keys.find(isClockKey);
    if (reserved !== undefined)
      return reject('rung-reserved', `${reserved} is a name the clock uses itself.`);
    const silent = rungs.find(({ audience }) => audience.length === 0);
    if (silent)
      return reject('audience-missing', `Rung ${silent.key} of ladder ${name} tells nobody.`);
    const forward = rungs.find(({ offset }) => offset.unit === 'halfTime' && offset.amount >= 0);
    if (forward)
      return reject('half-time-forward', `Half time lies before the due day: ${forward.key}.`);
  }
  return undefined;
}
