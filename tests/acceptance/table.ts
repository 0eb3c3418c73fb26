import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { shippedLists } from '../../domain/organization/lists/shipped-lists.js';
import { countyDefault } from '../../domain/policy/county-default.js';
import { processNamed } from '../../domain/processes.js';
import { ROLES } from '../../domain/shared/roles.js';
import { viewNamed } from '../../projections/index.js';
import { projectRoot } from '../support/project-tree.js';
import { changsha } from './changsha.js';
import { henan } from './henan.js';
import { mengzhou } from './mengzhou.js';
import type { AcceptanceRow, Proof, Served } from './row.js';
import { weixian } from './weixian.js';
import { xiongan } from './xiongan.js';

export const ROWS = 104;

const SOURCES = [
  { title: '魏县', rows: weixian },
  { title: '孟州', rows: mengzhou },
  { title: '雄安', rows: xiongan },
  { title: '河南', rows: henan },
  { title: '长沙', rows: changsha },
] as const;

export const acceptanceRows: readonly AcceptanceRow[] = SOURCES.flatMap(({ rows }) => rows);

/** @returns what is wrong with the table, one sentence each: a row missing, a name that leads nowhere */
export function faultsOf(rows: readonly AcceptanceRow[]): readonly string[] {
  const numbers = rows.map(({ row }) => row);
  const missing = Array.from({ length: ROWS }, (_, index) => index + 1).filter(
    (row) => numbers.filter((number) => number === row).length !== 1,
  );
  return [
    ...missing.map((row) => `row ${row} does not stand in the table exactly once`),
    ...rows.flatMap(faultsOfRow),
  ];
}

function faultsOfRow({ row, served, proved }: AcceptanceRow): readonly string[] {
  const nothing = [
    ...(served.length === 0 ? [`row ${row}: nothing serves it`] : []),
    ...(proved.length === 0 ? [`row ${row}: nothing proves it`] : []),
  ];
  const lost = [
    ...served.filter((entry) => !isServed(entry)).map(nameOf),
    ...proved.filter((entry) => !isProved(entry)).map(proofText),
  ];
  return [...nothing, ...lost.map((name) => `row ${row}: there is no ${name}`)];
}

function isServed(served: Served): boolean {
  switch (served.kind) {
    case 'command':
      return processNamed(served.process)?.commands.has(served.name) === true;
    case 'view':
      return viewNamed(served.name) !== undefined;
    case 'route':
      return routesOfApi().has(served.name);
    case 'rule':
      return countyDefault.rules.some(({ rule }) => rule === served.name);
    case 'role':
      return ROLES.some((role) => role === served.name);
    case 'list':
      return shippedLists.some(({ name }) => name === served.name);
  }
}

function isProved(proof: Proof): boolean {
  if (proof.kind === 'check') return idsOf(proof.scenario).has(proof.id);
  const file = path.join(projectRoot, 'tests', proof.file);
  return existsSync(file) && readFileSync(file, 'utf8').includes(proof.title);
}

function routesOfApi(): ReadonlySet<string> {
  const { paths } = JSON.parse(
    readFileSync(path.join(projectRoot, 'docs/openapi.json'), 'utf8'),
  ) as { paths: Record<string, Record<string, unknown>> };
  return new Set(
    Object.entries(paths).flatMap(([route, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${route}`),
    ),
  );
}

/** Ids of the lines a scenario prints, as its sources name them. */
function idsOf(scenario: string): ReadonlySet<string> {
  const folder = path.join(projectRoot, 'scenarios', scenario);
  if (!existsSync(folder)) return new Set();
  const text = readdirSync(folder)
    .filter((file) => file.startsWith('checks'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
  return new Set([...text.matchAll(/'([A-Z]\d+)'/g)].map(([, id]) => String(id)));
}

function nameOf(served: Served): string {
  return 'process' in served
    ? `${served.kind} ${served.process} · ${served.name}`
    : `${served.kind} ${served.name}`;
}

function proofText(proof: Proof): string {
  return proof.kind === 'check'
    ? `check ${proof.scenario} ${proof.id}`
    : `test ${proof.file}: ${proof.title}`;
}

/** The table as `docs/acceptance.md` holds it. */
export function acceptanceText(): string {
  const proven = acceptanceRows.filter(({ proved }) => proved.length > 0).length;
  const thin = acceptanceRows.filter((row) => row.thin !== undefined).length;
  return [
    '# Acceptance',
    '',
    'Each row is one fact from the five source articles and what the product must be able to do about it. The middle column names the command, view, route, rule, role or list that serves it, the last one the test or the line of a scenario that proves it. A name that leads nowhere, or a row without proof, fails the build. Written by `npm run acceptance`.',
    '',
    `${proven} of ${ROWS} rows have a proof; ${thin} of them are thin, and say in what.`,
    ...SOURCES.flatMap(({ title, rows }) => ['', `## ${title}`, '', ...tableOf(rows)]),
    '',
  ].join('\n');
}

function tableOf(rows: readonly AcceptanceRow[]): readonly string[] {
  return [
    '| Row | The product can | Served by | Proved by |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ row, can, served, proved, judgment, thin }) =>
        `| ${[
          row,
          [
            can,
            ...(judgment === undefined ? [] : [`_Our reading:_ ${judgment}`]),
            ...(thin === undefined ? [] : [`_Thin:_ ${thin}`]),
          ].join('<br>'),
          served.map((entry) => code(nameOf(entry))).join('<br>'),
          proved.map(proofText).join('<br>'),
        ].join(' | ')} |`,
    ),
  ];
}

const code = (text: string): string => `\`${text}\``;
