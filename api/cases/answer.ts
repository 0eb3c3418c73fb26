import { z } from 'zod';
import { Instant, shanghaiDate } from '../../domain/shared/instant.js';
import { TARGET_ROLES, type Actor } from '../../domain/shared/roles.js';
import type { RuleBook } from '../../domain/shared/rule-book.js';
import type { Sight } from '../access/sight.js';
import type { CaseFile } from './case-file.js';

const DeadlineAnswer = z.object({
  deadline: z.string(),
  rule: z.string(),
  owner: z.string(),
  anchorOn: z.string(),
  originalDueOn: z.string(),
  dueOn: z.string(),
  status: z.string(),
  missed: z.boolean(),
  estimated: z.boolean(),
  metOn: z.string().optional(),
});

const AvailableCommandAnswer = z.object({
  command: z.string(),
  stage: z.string(),
  allowed: z.boolean(),
  reason: z.object({ code: z.string(), message: z.string() }).optional(),
});

/** A case as it stands, or stood. */
export const CaseAnswer = z.object({
  process: z.string(),
  id: z.string(),
  number: z.string(),
  status: z.string(),
  version: z.int().describe('Number of its last event, 1, 2, 3 …'),
  position: z.int().describe('Position of its last event in the log'),
  state: z.unknown().describe('Everything decisions rest on; null for whoever sees an outline'),
  deadlines: z.array(DeadlineAnswer).describe('By due date'),
  availableCommands: z
    .array(AvailableCommandAnswer)
    .describe('Each with the reason when it is shut; empty for the past'),
});

const WithDeadlines = z.object({
  clock: z.object({ deadlines: z.record(z.string(), DeadlineAnswer) }),
});

/** The office's own limits are no business of the inspected side, which sees an outline. */
function deadlinesOf(state: unknown, sight: Sight): z.output<typeof DeadlineAnswer>[] {
  const parsed = WithDeadlines.safeParse(state);
  if (!parsed.success) return [];
  const isShown = ({ owner }: { readonly owner: string }) =>
    sight === 'full' || TARGET_ROLES.some((role) => role === owner);
  const shown = Object.values(parsed.data.clock.deadlines).filter(isShown);
  return shown.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

/**
 * @param present clock and rules that guards see, or null for a case of the past, which takes no command
 */
export function caseAnswer(
  file: CaseFile,
  actor: Actor,
  sight: Sight,
  present: { readonly now: string; readonly book: RuleBook } | null,
): z.output<typeof CaseAnswer> {
  const { process, id, stream, state, version, position } = file;
  return {
    process: process.name,
    id,
    number: process.number(state),
    status: process.status(state),
    version,
    position,
    state: sight === 'full' ? state : null,
    deadlines: deadlinesOf(state, sight),
    availableCommands: present === null ? [] : commandsAt(file, actor, stream, present),
  };
}

function commandsAt(
  { process, state, version }: CaseFile,
  actor: Actor,
  stream: string,
  present: { readonly now: string; readonly book: RuleBook },
): z.output<typeof AvailableCommandAnswer>[] {
  const now = Instant.parse(present.now);
  const today = shanghaiDate(now);
  return process
    .availableCommands(state, version, {
      now,
      today,
      actor,
      stream,
      ...present.book,
    })
    .map(({ command, stage, allowed, reason }) => ({
      command,
      stage,
      allowed,
      ...(reason ? { reason } : {}),
    }));
}
