import { organization } from '../domain/organization/index.js';
import { ruleBookOf } from '../domain/organization/rule-book.js';
import type { OrganizationState } from '../domain/organization/state.js';
import { UnknownEvent, type RecordedEvent } from '../domain/process.js';
import { UnpublishedError } from '../domain/shared/policy.js';
import type { RuleBook } from '../domain/shared/rule-book.js';
import { streamOf } from '../domain/shared/ids.js';
import { deriveId } from '../event-store/derive-id.js';
import { head, readStream, type Executor } from '../event-store/read.js';

/** A look at the log is worth it this often; a version in force is known everywhere within this time. */
const FRESH_MILLIS = 1_000;

/** Published packs and calendars as one process of ours has read them from the log. */
export interface RuleBooks {
  /** The book as it stood at most a second ago. */
  current(): Promise<RuleBook>;
  /**
   * Runs code on the book; when it names a version the book does not have, reads the log again first.
   *
   * @param fresh reads the log in any case: before a refusal nobody may rely on a second ago
   * @throws UnpublishedError when nobody ever published it
   */
  consult<T>(work: (book: RuleBook) => T | Promise<T>, fresh?: boolean): Promise<T>;
  /** The organization as its stream says, and the stream's id. */
  organization(): Promise<{ readonly stream: string; readonly state: OrganizationState }>;
}

/** The stream of the one organization that an installation serves, by the log's own id. */
export async function organizationStream(db: Executor): Promise<string> {
  const { logId } = await head(db);
  return streamOf(organization.name, deriveId(`organization:${logId}`));
}

export function createRuleBooks(db: Executor): RuleBooks {
  let stream: string | undefined;
  let state = organization.initial;
  let version = 0;
  let book = ruleBookOf(state);
  let lookedAt = -Infinity;
  let looking: Promise<RuleBook> | null = null;

  async function look(): Promise<RuleBook> {
    stream ??= await organizationStream(db);
    const events = await readStream(db, stream, { afterVersion: version });
    for (const event of events) {
      if (event.schemaVersion > organization.schemaVersionOf(event.type))
        throw new UnknownEvent(organization.name, `${event.type} schema ${event.schemaVersion}`);
      state = organization.evolve(state, event as unknown as RecordedEvent);
      version = event.version;
    }
    if (events.length > 0) book = ruleBookOf(state);
    lookedAt = performance.now();
    return book;
  }
  /** Whoever asks while a look is under way shares it. */
  const refresh = (): Promise<RuleBook> =>
    (looking ??= look().finally(() => {
      looking = null;
    }));
  const current = (): Promise<RuleBook> =>
    performance.now() - lookedAt < FRESH_MILLIS ? Promise.resolve(book) : refresh();
  /** A look that begins after the question: one under way may have missed what was published meanwhile. */
  async function lookAgain(): Promise<RuleBook> {
    await looking?.catch(() => undefined);
    return refresh();
  }

  return {
    current,
    async consult(work, fresh = false) {
      const known = await (fresh ? lookAgain() : current());
      try {
        return await work(known);
      } catch (error) {
        if (!isUnpublished(error)) throw error;
        return await work(await lookAgain());
      }
    },
    async organization() {
      await lookAgain();
      return { stream: stream ?? (await organizationStream(db)), state };
    },
  };
}

/** Also inside the error of whoever called the code. */
function isUnpublished(error: unknown): boolean {
  if (error instanceof UnpublishedError) return true;
  return error instanceof Error && error.cause !== undefined && isUnpublished(error.cause);
}
