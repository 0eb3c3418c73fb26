import { z } from 'zod';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { Level, isLower } from '../../shared/levels.js';
import { ownEntry } from '../../shared/own-entry.js';
import { Body, Code } from '../references.js';
import type { OrganizationState, TreeNode } from '../state.js';

const Node = z.object({
  code: Code,
  name: Body,
  level: Level,
  /** The organization above it; the highest one has none. */
  parent: Code.optional(),
  /** True for the organization whose installation this is. */
  own: z.boolean().optional(),
  registeredOn: CalendarDate,
});

const Guidance = z.object({
  guidance: PaperNumber,
  to: z.array(Code).min(1).max(200),
  sentOn: CalendarDate,
  document: Digest,
});

/** One installation knows the organizations above and below its own, and guides those below. Source: rows 79, 87. */
export const tree = stageOf<OrganizationState>()({
  name: 'tree',
  commands: {
    RegisterOrganization: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Node.shape),
    },
    SendGuidance: { by: ['officeDirector', 'officeStaff'], data: z.strictObject(Guidance.shape) },
  },
  events: { OrganizationRegistered: Node, GuidanceSent: Guidance },
  decide: {
    RegisterOrganization: (data, { nodes = {} }, context) =>
      placeRefusal(data, nodes) ??
      dateRefusal(data.registeredOn, context) ?? [{ type: 'OrganizationRegistered', data }],
    SendGuidance: (data, { nodes = {}, guidance = [] }, context) => {
      if (guidance.includes(data.guidance))
        return reject('guidance-exists', `${data.guidance} has been sent already.`);
      return (
        addresseesRefusal(data.to, nodes) ??
        dateRefusal(data.sentOn, context) ?? [{ type: 'GuidanceSent', data }]
      );
    },
  },
  evolve: {
    OrganizationRegistered: (state, { code, level, parent, own }) => ({
      ...state,
      nodes: {
        ...state.nodes,
        [code]: { level, parent: parent ?? null, isOwn: own ?? false },
      },
    }),
    GuidanceSent: (state, { guidance }) => ({
      ...state,
      guidance: [...(state.guidance ?? []), guidance],
    }),
  },
});

type Nodes = Readonly<Record<string, TreeNode>>;

function placeRefusal(
  { code, level, parent, own }: z.infer<typeof Node>,
  nodes: Nodes,
): Rejection | undefined {
  if (ownEntry(nodes, code))
    return reject('organization-exists', `${code} stands in the tree already.`);
  if (own === true && ownNode(nodes))
    return reject('own-organization-exists', 'The tree has its own organization already.');
  if (parent === undefined) return undefined;
  const above = ownEntry(nodes, parent);
  if (!above) return reject('parent-unknown', `The organization above, ${parent}, is not known.`);
  return isLower(level, above.level)
    ? undefined
    : reject('level-out-of-order', `${code} lies no lower than ${parent} above it.`);
}

/** Guidance goes down: to organizations below the own one, once that one is known. */
function addresseesRefusal(to: readonly string[], nodes: Nodes): Rejection | undefined {
  const own = ownNode(nodes);
  for (const code of to) {
    const node = ownEntry(nodes, code);
    if (!node) return reject('organization-unknown', `${code} does not stand in the tree.`);
    if (own && !isLower(node.level, own.level))
      return reject('guidance-goes-down', `${code} lies no lower than the own organization.`);
  }
  return undefined;
}

function ownNode(nodes: Nodes): TreeNode | undefined {
  return Object.values(nodes).find(({ isOwn }) => isOwn);
}
