import type { LocalList } from '../local-list.js';
import { entriesOf } from './entries.js';

/** Who answers for an item. Source: row 92. */
const levels: LocalList = {
  list: 'responsibilityLevels',
  name: 'COUNTY',
  version: 1,
  title: '整改责任层级',
  effectiveFrom: '2018-01-01',
  entries: entriesOf({ MAIN: '主体责任', FIRST: '第一责任人责任', DUAL: '“一岗双责”' }),
};

/** What an inspection checks a leading body's responsibility for. Source: row 82. */
const fields: LocalList = {
  list: 'responsibilityFields',
  name: 'PROVINCE',
  version: 1,
  title: '监督检查的四项责任',
  effectiveFrom: '2018-01-01',
  entries: [
    { code: 'DECISIONS', title: '落实党中央决策部署' },
    { code: 'GOVERNANCE', title: '落实全面从严治党责任' },
    { code: 'GOVERNANCE-MAIN', title: '主体责任', parent: 'GOVERNANCE' },
    { code: 'GOVERNANCE-SUPERVISORY', title: '监督责任', parent: 'GOVERNANCE' },
    { code: 'BUILDING', title: '加强党的建设' },
    { code: 'RECTIFICATION', title: '落实巡视巡察整改' },
  ],
};

/** What somebody is held to account for in rectification. Source: rows 42, 72, 98. */
const grounds: LocalList = {
  list: 'accountabilityGrounds',
  name: 'COUNTY',
  version: 1,
  title: '整改问责情形',
  effectiveFrom: '2018-01-01',
  entries: entriesOf({
    WEAK: '整改不力',
    FALSE: '虚假整改',
    PERFUNCTORY: '敷衍整改',
    REFUSED: '拒不整改',
    LEADERSHIP: '对整改工作领导不力、造成严重后果',
    MOTIONS: '整改走过场、造成严重后果',
  }),
};

/** The four integrations (“四融入”) are two different sets in two places. Source: rows 70, 91. */
const tagsNewArea: LocalList = {
  list: 'integrationTags',
  name: 'NEW-AREA',
  version: 1,
  title: '“四个融入”',
  effectiveFrom: '2021-12-01',
  entries: entriesOf({
    DAILY: '融入日常工作',
    REFORM: '融入深化改革',
    GOVERNANCE: '融入全面从严治党',
    BODIES: '融入班子队伍建设',
  }),
};

const tagsCity: LocalList = {
  list: 'integrationTags',
  name: 'CITY',
  version: 1,
  title: '“四融入”',
  effectiveFrom: '2021-12-01',
  entries: entriesOf({
    DAILY: '融入日常工作',
    REFORM: '融入深化改革',
    GRASSROOTS: '融入基层党建',
    BODIES: '融入班子队伍建设',
  }),
};

export const responsibilityLists: readonly LocalList[] = [
  levels,
  fields,
  grounds,
  tagsNewArea,
  tagsCity,
];
