import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Person, Row, StreamRef, Subject, Theater } from '../scenarios/scenario.js';

const PATIENCE_MILLIS = 120_000;
const PAGE = 500;
/** Characters of a command's data that an error shows. */
const SHOWN = 300;
/** Answers after which the same request is sent again: too many, not ready, a view behind. */
const BUSY: readonly number[] = [429, 503, 504];

export interface TheaterDeps {
  /** Where the API listens. */
  readonly url: string;
  /** A bearer token for a person, made once per name. */
  readonly tokenFor: (person: Person) => Promise<string>;
  readonly advanceTo: Theater['advanceTo'];
  /** Imports files by name. @returns the position of the log after them */
  readonly importFiles: (files: Readonly<Record<string, string>>) => Promise<number>;
  readonly tell: Theater['tell'];
}

/** Reads everything that is not sealed: for the checks after the play. */
const SPECTATOR: Person = {
  name: 'spectator',
  posts: [
    { role: 'officeDirector', scope: 'all' },
    { role: 'historyAuditor', scope: 'all' },
  ],
};

/** Plays over HTTP alone, as the people of the scenario would; a repeated request carries the same key. */
export function createTheater({
  url,
  tokenFor,
  advanceTo,
  importFiles,
  tell,
}: TheaterDeps): Theater {
  const tokens = new Map<string, Promise<string>>();
  let position = 0;

  function tokenOf(person: Person): Promise<string> {
    const known = tokens.get(person.name) ?? tokenFor(person);
    tokens.set(person.name, known);
    return known;
  }

  async function request(
    person: Person,
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<{ response: Response; answer: Answer }> {
    const headers = { ...init.headers, authorization: `Bearer ${await tokenOf(person)}` };
    const response = await fetch(new URL(path, url), { ...init, headers });
    const text = await response.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Answer['body'];
    const code = typeof body['code'] === 'string' ? body['code'] : null;
    return { response, answer: { status: response.status, code, body } };
  }

  /** Asks again while a view is behind or the installation is busy. @throws Error when it does not answer in time */
  async function read(person: Person, path: string): Promise<Answer['body']> {
    const until = Date.now() + PATIENCE_MILLIS;
    for (;;) {
      const { response, answer } = await request(person, path);
      if (answer.status === 200) return answer.body;
      if (!BUSY.includes(answer.status) || Date.now() > until)
        throw new Error(`${path}: ${answer.status} ${answer.code ?? ''}`);
      await sleep(Number(response.headers.get('retry-after') ?? 1) * 1000);
    }
  }

  async function attempt(
    person: Person,
    { process, id }: StreamRef,
    command: string,
    data: unknown,
  ): Promise<Answer> {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(data),
    };
    const until = Date.now() + PATIENCE_MILLIS;
    for (;;) {
      const sent = await request(person, `/api/${process}/${id}/commands/${command}`, init);
      const { status, body } = sent.answer;
      const again = status === 202 || BUSY.includes(status);
      if (!again || Date.now() > until) {
        if (typeof body['position'] === 'number') position = Math.max(position, body['position']);
        return sent.answer;
      }
      await sleep(Number(sent.response.headers.get('retry-after') ?? 1) * 1000);
    }
  }

  async function pages(
    person: Person,
    path: string,
    rowsOf: 'rows' | 'events' | 'facts',
    cursorName: 'cursor' | 'after',
  ): Promise<Row[]> {
    const rows: Row[] = [];
    for (let next: string | null = ''; next !== null;) {
      const body = await read(person, next === '' ? path : `${path}&${next}`);
      rows.push(...((body[rowsOf] ?? []) as Row[]));
      const cursor = body['next'];
      const more = typeof cursor === 'string' || typeof cursor === 'number';
      next = more ? `${cursorName}=${encodeURIComponent(cursor)}` : null;
    }
    return rows;
  }

  const statistic = (path: string, subject: Subject) => {
    const query = new URLSearchParams({ ...subject, position: String(position) });
    return `/api/statistics/${path}?${query.toString()}`;
  };

  return {
    attempt,
    async send(person, stream, command, data) {
      const answer = await attempt(person, stream, command, data);
      if (answer.status === 200) return answer;
      const { detail, errors } = answer.body;
      const why = JSON.stringify(errors ?? detail ?? '');
      throw new Error(
        `${person.name}: ${command} → ${answer.status} ${answer.code ?? ''} ${why} ${JSON.stringify(data).slice(0, SHOWN)}`,
      );
    },
    rows: (view, filters = {}) => {
      const query = new URLSearchParams({
        ...filters,
        limit: String(PAGE),
        ...(position > 0 ? { after: String(position) } : {}),
      });
      return pages(SPECTATOR, `/api/views/${view}?${query.toString()}`, 'rows', 'cursor');
    },
    case: ({ process, id }) => read(SPECTATOR, `/api/${process}/${id}`),
    explanation: ({ process, id }, deadline) =>
      read(
        SPECTATOR,
        `/api/${process}/${id}/deadlines/${encodeURIComponent(deadline)}/explanation`,
      ),
    events: ({ process, id }) =>
      pages(SPECTATOR, `/api/${process}/${id}/events?limit=${PAGE}`, 'events', 'after'),
    coverage: ({ process, id }, on) => read(SPECTATOR, `/api/${process}/${id}/coverage?on=${on}`),
    async figures(report, subject) {
      const { figures } = await read(SPECTATOR, statistic(report, subject));
      return new Map((figures as Row[]).map((row) => [String(row['figure']), row]));
    },
    factsBehind: (report, figure, subject) =>
      pages(
        SPECTATOR,
        `${statistic(`${report}/${figure}/events`, subject)}&limit=${PAGE}`,
        'facts',
        'cursor',
      ),
    async importFiles(files) {
      position = Math.max(position, await importFiles(files));
    },
    async until(what, condition) {
      const limit = Date.now() + PATIENCE_MILLIS;
      while (!(await condition())) {
        if (Date.now() > limit) throw new Error(`waited 2 min for ${what}`);
        await sleep(50);
      }
    },
    advanceTo,
    tell,
  };
}
