import type { LocalList } from '../local-list.js';
import { entriesOf, groupOf } from './entries.js';

/** What every member of a group signs; four rules are known by their names alone. Source: rows 19, 84. */
export const pledgeTexts: LocalList = {
  list: 'pledgeTexts',
  name: 'GROUP',
  version: 1,
  title: '巡察工作人员纪律承诺',
  effectiveFrom: '2018-01-01',
  entries: [
    ...groupOf('DISCIPLINE', '遵守六项纪律', {
      POLITICAL: '政治纪律',
      ORGANIZATIONAL: '组织纪律',
      INTEGRITY: '廉洁纪律',
      MASSES: '群众纪律',
      WORK: '工作纪律',
      LIFE: '生活纪律',
    }),
    ...entriesOf(
      {
        'THREE-NOTS': '“三不”',
        'FIVE-STRICT': '“五严格”',
        'SIX-FORBIDDEN': '“六严禁”',
        'TEN-NOTS': '“十不准”',
      },
      { textKnown: false },
    ),
  ],
};
