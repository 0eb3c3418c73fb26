import type { Audience, Rung } from '../shared/policy.js';
import type { RuleBook } from '../shared/rule-book.js';
import { Role, scopeOf } from '../shared/roles.js';
import type { Claim, Receiver } from './ladder-events.js';
import { rungNamed } from './rungs.js';
import type { Deadline } from './state.js';

type Owed = Pick<Deadline, 'deadline' | 'rule' | 'dueOn' | 'owner' | 'ladder' | 'pack'>;

/** The posts an audience stands for, each once, in its order. */
export function receiversOf(
  audience: readonly Audience[],
  { owner }: Pick<Deadline, 'owner'>,
  reach: readonly string[],
): Receiver[] {
  const roles = [...new Set(audience.map((who) => (who === 'owner' ? owner : who)))];
  return roles.map((role) => ({ role, scope: scopeOf(role, reach) }));
}

export function claimOf(found: Owed, rung: Rung, reach: readonly string[]): Claim {
  const { deadline, rule, dueOn } = found;
  const to = receiversOf(rung.audience, found, reach);
  return { deadline, rule, rung: rung.key, dueOn, lamp: rung.lamp, to, paper: rung.paper ?? null };
}

/**
 * Whom to tell when a notice reached nobody: those of the first later rung who were not lost under this one
 * before, or the office director, so that silence never ends a ladder.
 */
export function climbed(
  found: Owed & Pick<Deadline, 'undelivered'>,
  { rung, of }: { readonly rung: string; readonly of: Pick<Receiver, 'role'> },
  reach: readonly string[],
  book: RuleBook,
): Claim {
  const ladder = book.packs(found.pack).ladders[found.ladder] ?? [];
  const at = ladder.findIndex(({ key }) => key === rung);
  // What stands beside the ladder, as the weekly word on a pause, has no rung above it.
  const later = at < 0 ? [] : ladder.slice(at + 1);
  const lost = [...lostUnder(found, rung), of.role];
  const to = later
    .map(({ audience }) =>
      receiversOf(audience, found, reach).filter(({ role }) => !lost.includes(role)),
    )
    .find((receivers) => receivers.length > 0) ?? [{ role: 'officeDirector', scope: 'all' }];
  const { deadline, rule, dueOn } = found;
  const lamp = rungNamed(found, rung, book)?.lamp ?? 'yellow';
  return { deadline, rule, rung, dueOn, lamp, to, paper: null };
}

/** Everyone who was told under a rung that fired: its own audience, and whoever its lost notices climbed to. */
export function toldOf(
  found: Owed & Pick<Deadline, 'undelivered'>,
  rung: string,
  reach: readonly string[],
  book: RuleBook,
): readonly Receiver[] {
  const own = receiversOf(rungNamed(found, rung, book)?.audience ?? [], found, reach);
  const higher = lostUnder(found, rung).flatMap((role, index, lost) => {
    const undelivered = lost.slice(0, index).map((earlier) => `${rung}/${earlier}`);
    return climbed({ ...found, undelivered }, { rung, of: { role } }, reach, book).to;
  });
  return [...own, ...higher];
}

/** Posts whose notice under a rung did not arrive, in the order in which that was noted. */
function lostUnder({ undelivered }: Pick<Deadline, 'undelivered'>, rung: string): readonly Role[] {
  return undelivered
    .filter((entry) => entry.startsWith(`${rung}/`))
    .map((entry) => Role.parse(entry.slice(rung.length + 1)));
}
