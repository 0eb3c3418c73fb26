import type { LocalList } from '../local-list.js';
import { entriesOf } from './entries.js';

/** Three focuses of inspections in counties and cities. Source: rows 9, 34. */
const threeFocuses: LocalList = {
  list: 'focusScheme',
  name: 'THREE-FOCUSES',
  version: 1,
  title: '“三个聚焦”',
  effectiveFrom: '2018-01-01',
  entries: entriesOf({
    DECISIONS: '党的路线方针政策和党中央决策部署在基层的落实',
    CONDUCT: '群众身边腐败问题和不正之风',
    ORGANIZATIONS: '基层党组织软弱涣散、组织力欠缺',
  }),
};

/** What a special inspection of a new area's projects looked at. Source: row 62. */
const projectFocuses: LocalList = {
  list: 'focusScheme',
  name: 'PROJECTS-2021',
  version: 1,
  title: '2021 年提级交叉专项巡察监督重点',
  effectiveFrom: '2021-09-01',
  entries: entriesOf({
    PROJECTS: '政府投资工程项目',
    FUNDS: '财政资金管理使用',
    BODIES: '领导班子作风',
  }),
};

/** A province's scheme; of two sets the sources give the name alone. Source: row 80. */
const provincialFocuses: LocalList = {
  list: 'focusScheme',
  name: 'PROVINCE-2019',
  version: 1,
  title: '2019 年省委巡视监督重点',
  effectiveFrom: '2019-04-01',
  entries: [
    ...entriesOf({ SIX: '“六围绕、一加强”', FIVE: '“五个持续”' }, { textKnown: false }),
    ...entriesOf({
      POLICY: '贯彻落实党的路线方针政策',
      BUILDING: '党的建设',
      FORMALISM: '形式主义、官僚主义',
      INTEREST: '群众利益',
      KEY: '重点人、重点岗位、重点领域',
    }),
  ],
};

export const focusSchemes: readonly LocalList[] = [threeFocuses, projectFocuses, provincialFocuses];
