import type { StoredEvent } from '../event-store/event.js';
import type { CalendarDate } from '../domain/shared/calendar-date.js';
import type { Role } from '../domain/shared/roles.js';
import type { RuleBook } from '../domain/shared/rule-book.js';
import type { Columns, RowOf } from './column.js';

/** A row whose columns only its own projection knows. */
export type Row = Readonly<Record<string, unknown>>;

/** An event with the content its handler expects. */
export type LogEvent<D = unknown> = StoredEvent & { readonly data: D };

/**
 * What an event does to a read model. `to` is pure: it sees the row as the events before have left it,
 * and gives the row as it is from now on, or undefined for no row.
 */
export type Change<R = Row> =
  | {
      readonly key: string;
      /** Key of another row that `to` looks at. */
      readonly beside?: string;
      readonly to: (row: R | undefined, beside: R | undefined) => R | undefined;
    }
  | { readonly group: string; readonly to: (row: R) => R | undefined };

/** Pure: no clock, no database; time is the event's own. */
export type Handler<R, D = never> = (event: LogEvent<D>) => readonly Change<R>[];

/** Changes the row of a key, whether or not there is one. */
export function change<R>(key: string, to: (row: R | undefined) => R | undefined): Change<R> {
  return { key, to };
}

/** Changes the row of a key in the light of another row, which it leaves as it is. */
export function changeBeside<R>(
  key: string,
  beside: string,
  to: (row: R | undefined, beside: R | undefined) => R | undefined,
): Change<R> {
  return { key, beside, to };
}

/** Replaces the row of a key. */
export function put<R>(key: string, row: R): Change<R> {
  return { key, to: () => row };
}

/** Changes the row of a key when there is one. */
export function update<R>(key: string, to: (row: R) => R | undefined): Change<R> {
  return { key, to: (row: R | undefined) => row && to(row) };
}

/** Changes every row whose group column holds this value. */
export function updateGroup<R>(group: string, to: (row: R) => R | undefined): Change<R> {
  return { group, to };
}

/** What a view says of itself; from this one declaration come table, rows, filters, paging and rights. */
export interface ProjectionSpec<C extends Columns> {
  /** kebab-case; the name in `GET /api/views/{name}`. */
  readonly name: string;
  /** Raised with every change of columns or handlers: the next start builds a new table beside the old. */
  readonly version: number;
  readonly title: { readonly zh: string; readonly en: string };
  readonly columns: C;
  /** Columns a reader may filter by. */
  readonly filters: readonly (keyof C & string)[];
  /** Columns a reader may sort by; the first one is the usual order. Ties go by key. */
  readonly orders: readonly [keyof C & string, ...(keyof C & string)[]];
  /** Columns that never leave the database. */
  readonly hidden?: readonly (keyof C & string)[];
  /** A text column by whose value `updateGroup` finds rows. */
  readonly group?: keyof C & string;
  /** Further columns that queries of this view look rows up by. */
  readonly indexes?: readonly (keyof C & string)[];
  /** Roles that may read the view. */
  readonly readableBy: readonly Role[];
  /**
   * Which rows a reader sees whose post is bound to a scope: those whose column holds it, those whose
   * case has it in its reach (`case`), or all of them when absent.
   */
  readonly scopedBy?: (keyof C & string) | 'case';
  /**
   * Columns naming the role and scope a row is meant for: a reader sees the rows of the posts they hold,
   * an overseer with the whole organization in scope sees all.
   */
  readonly addressee?: {
    readonly role: keyof C & string;
    readonly scope: keyof C & string;
    readonly overseers: readonly Role[];
  };
  /** Roles that see only rows whose flag column is set. */
  readonly withheld?: { readonly from: readonly Role[]; readonly unless: keyof C & string };
  /** Rows carry number, unit and round of their case; the view has a column `stream`. */
  readonly joinCase?: boolean;
  /** Rows never change once written: a rebuild writes them as it goes. */
  readonly appendOnly?: boolean;
  /** Reads nothing of the events' content, so a newer schema does not stop it. */
  readonly envelopeOnly?: boolean;
  /** Takes every event, also of types this version does not know. */
  readonly every?: Handler<RowOf<C>, unknown>;
  readonly on?: Readonly<Record<string, Handler<RowOf<C>>>>;
  /** Columns that follow from the others and from published rules; computed once when a row is written. Pure. */
  readonly derive?: (row: RowOf<C>, book: RuleBook) => RowOf<C>;
  /** What a row shows besides, on the day it is read, such as its lamp; hidden columns are not there. Pure. */
  readonly onDay?: (row: RowOf<C>, today: CalendarDate) => Row;
}

/** A view with its columns erased, as runner, rebuild and queries handle it. */
export type Projection = Omit<ProjectionSpec<Columns>, 'every' | 'on' | 'derive' | 'onDay'> & {
  readonly every?: Handler<Row, unknown>;
  readonly on: ReadonlyMap<string, Handler<Row>>;
  readonly derive?: (row: Row, book: RuleBook) => Row;
  readonly onDay?: (row: Row, today: CalendarDate) => Row;
};

/**
 * Declares a read model.
 *
 * @throws Error for a name that is not kebab-case, a version below 1, or a `case` without a stream column
 */
export function defineProjection<const C extends Columns>(spec: ProjectionSpec<C>): Projection {
  if (!/^[a-z]+(-[a-z]+)*$/.test(spec.name)) throw new Error(`${spec.name} is not kebab-case`);
  if (!Number.isInteger(spec.version) || spec.version < 1)
    throw new Error(`${spec.name}: versions count from 1`);
  if ((spec.joinCase === true || spec.scopedBy === 'case') && !('stream' in spec.columns))
    throw new Error(`${spec.name}: rows find their case by a column stream`);
  const erased = spec as unknown as Omit<Projection, 'on'>;
  const handlers = (spec.on ?? {}) as Record<string, Handler<Row>>;
  return { ...erased, on: new Map(Object.entries(handlers)) };
}

/** The table of a view; a rebuild fills the one with the suffix `_next` and then renames it. */
export function tableName(view: string, version: number, suffix: '' | '_next' = ''): string {
  return `${view.replaceAll('-', '_')}_v${version}${suffix}`;
}

/** `dueOn` → `due_on`: columns are camelCase in rows and snake_case in the database. */
export function columnName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
