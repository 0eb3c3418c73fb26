import type { Environment } from '../config/environment.js';
import { unpublished } from '../domain/organization/list-versions.js';
import { shippedLists } from '../domain/organization/lists/shipped-lists.js';
import { listName, ListKind, type LocalList } from '../domain/organization/local-list.js';
import type { OrganizationState } from '../domain/organization/state.js';
import { ownEntry } from '../domain/shared/own-entry.js';
import { sendAsOfficer } from './officer.js';
import { withOffice, withRules } from './rules.js';
import type { Terminal } from './terminal.js';

/** Which of the shipped lists are meant: all of them, those of a kind, or the one of a kind and name. */
export interface WantedLists {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
}

/** What ships, and how far each list has been published; then the office's own lists. */
export function listLists(environment: Environment, terminal: Terminal): Promise<number> {
  return withRules(environment, terminal, (_reading, { state }) => {
    for (const { text, data } of listLines(state.lists ?? {})) {
      terminal.say(text);
      terminal.data(data);
    }
    return Promise.resolve(0);
  });
}

type Published = NonNullable<OrganizationState['lists']>;

export function listLines(published: Published): { text: string; data: object }[] {
  const shipped = shippedLists.map((list) => {
    const found = ownEntry(published, listName(list));
    return {
      text: `${listName(list)}  ${list.title}, ships in version ${list.version}: ${stateOf(found)}`,
      data: {
        list: list.list,
        name: list.name,
        title: list.title,
        shipped: true,
        ...dataOf(found),
      },
    };
  });
  const names = new Set(shippedLists.map(listName));
  const own = Object.entries(published)
    .filter(([name]) => !names.has(name))
    .map(([key, found]) => {
      const [list, name] = key.split(' ');
      return {
        text: `${key}, the office's own: ${stateOf(found)}`,
        data: { list, name, title: null, shipped: false, ...dataOf(found) },
      };
    });
  return [...shipped, ...own];
}

function stateOf(found: Published[string] | undefined): string {
  return found ? `version ${found.version}, published ${found.publishedOn}` : 'not published';
}

function dataOf(found: Published[string] | undefined) {
  return { version: found?.version ?? null, publishedOn: found?.publishedOn ?? null };
}

/** @returns the shipped lists that are meant, or why there is none, in words for the operator */
export function chosenLists({ kind, name }: WantedLists): readonly LocalList[] | string {
  const kinds = ListKind.options;
  if (kind === undefined)
    return name === undefined ? shippedLists : `Say of which kind ${name} is: ${kinds.join(', ')}`;
  if (!kinds.some((known) => known === kind))
    return `There is no kind of list ${kind}. There are: ${kinds.join(', ')}`;
  const ofKind = shippedLists.filter(({ list }) => list === kind);
  if (name === undefined) return ofKind;
  const named = ofKind.filter((list) => list.name === name);
  const ships = ofKind.map((list) => list.name).join(', ');
  return named.length > 0 ? named : `No list ${kind} ${name} ships. There are: ${ships}`;
}

/**
 * Publishes what is meant and not published yet, one command each; stops at the first that is refused.
 *
 * @param send carries the command as the office would send it
 */
export function publishLists(
  environment: Environment,
  wanted: WantedLists,
  terminal: Terminal,
  send: typeof sendAsOfficer = sendAsOfficer,
): Promise<number> {
  const chosen = chosenLists(wanted);
  if (typeof chosen === 'string') {
    terminal.fail(chosen);
    return Promise.resolve(2);
  }
  return withOffice(environment, terminal, async (_reading, { stream, state }) => {
    const missing = unpublished(chosen, state.lists ?? {});
    for (const data of missing) {
      const code = await send(environment, stream, { type: 'PublishList', data }, terminal);
      if (code !== 0) return code;
      terminal.say(`${listName(data)}  ${data.title} is published, version ${data.version}.`);
    }
    const before = chosen.length - missing.length;
    if (before > 0)
      terminal.say(
        before === 1
          ? '1 list was published before and stays as it is.'
          : `${before} lists were published before and stay as they are.`,
      );
    return 0;
  });
}
