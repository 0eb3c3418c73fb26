import { createHash } from 'node:crypto';
import type { Role } from '../domain/shared/roles.js';
import type { Placed } from './format.js';

/** Who an imported command is signed by: a post, since the files name no persons. */
export interface ImportActor {
  readonly id: string;
  readonly posts: readonly { readonly role: Role; readonly scope: string }[];
}

/** One command of an import, and the row it comes from. */
export interface ImportCommand {
  readonly stream: string;
  readonly type: string;
  readonly data: unknown;
  readonly actor: ImportActor;
  /** Tells this command from every other of the same files; the command's id is derived from it. */
  readonly key: string;
  readonly at: Placed<object>['at'];
}

/** Commands that follow each other; another lane never touches their cases, so lanes may run at once. */
export interface Lane {
  readonly name: string;
  /** The lane that comes first, where the order of the log matters. */
  readonly follows?: string;
  readonly commands: readonly ImportCommand[];
}

/** Where the domain wants two people of one role, the second one says which. */
export interface Signature {
  readonly role: Role;
  readonly second?: string;
}

/**
 * Makes the commands of one row on one case.
 *
 * @returns a function of signature, type and data; `part` where a row sends one type twice under one signature
 */
export function commandsOf({ at }: Placed<object>, stream: string) {
  return (
    { role, second }: Signature,
    type: string,
    data: Readonly<Record<string, unknown>>,
    part = '',
  ): ImportCommand => {
    const id = second === undefined ? `import:${role}` : `import:${role}:${second}`;
    const actor = { id, posts: [{ role, scope: 'all' }] };
    return { stream, type, data, actor, key: `${at.file}:${at.line}:${type}:${id}:${part}`, at };
  };
}

/**
 * Digest that stands for a paper of the past: the paper itself stays in the office's archive, and the digest of its
 * row shows from which line the event was made.
 *
 * @param what which of the row's papers
 */
export function paperOf({ at: _at, ...row }: Placed<object>, what: string): string {
  return createHash('sha256')
    .update(`${JSON.stringify(row)} ${what}`)
    .digest('hex');
}

export const OFFICE_STAFF: Signature = { role: 'officeStaff' };
export const OFFICE_DIRECTOR: Signature = { role: 'officeDirector' };
export const LEADING_GROUP_HEAD: Signature = { role: 'leadingGroupHead' };
export const EXECUTIVE_DEPUTY_HEAD: Signature = { role: 'executiveDeputyHead' };
export const GROUP_HEAD: Signature = { role: 'groupHead' };
/** Drafts the findings. */
export const GROUP_MEMBER: Signature = { role: 'groupMember' };
/** Reviews what the other member drafted. */
export const GROUP_DEPUTY: Signature = { role: 'groupMember', second: 'deputy' };
export const CLUE_OFFICER: Signature = { role: 'clueOfficer' };
export const DISCIPLINE: Signature = { role: 'disciplineReceiver' };
export const ORGANIZATION: Signature = { role: 'organizationReceiver' };
export const SUPERVISOR: Signature = { role: 'dailySupervisor' };
export const PRINCIPAL: Signature = { role: 'targetPrincipal' };
export const OWNER: Signature = { role: 'targetOwner' };
export const LIAISON: Signature = { role: 'targetLiaison' };
