import { FOCUSES, type Concern, type UnitCode } from './facts.js';

/** A finding as its working paper states it; all are generated, since the article gives none. */
export interface Finding {
  readonly finding: string;
  readonly title: string;
  readonly focus: (typeof FOCUSES)[number];
  readonly taxonomy: Concern;
  readonly responsibility: string;
  readonly severity: 'minor' | 'moderate' | 'serious';
}

type Draft = readonly [title: string, taxonomy: Concern];

/** Four per target; the first is put right at once (立行立改). */
const DRAFTS: Readonly<Record<UnitCode, readonly [Draft, Draft, Draft, Draft]>> = {
  'W-T1': [
    ['门诊收费公示栏内容未及时更新', '医疗'],
    ['医疗服务质量管理制度执行不到位', '医疗'],
    ['困难患者医疗救助政策宣传不足', '社保'],
    ['人才招聘程序记录不完整', '就业'],
  ],
  'W-T2': [
    ['项目台账登记不规范', '就业'],
    ['招商项目带动就业跟踪问效不够', '就业'],
    ['人才住房保障政策落实缓慢', '住房'],
    ['党建与业务工作融合不深', '教育'],
  ],
  'W-T3': [
    ['执法窗口便民事项告知不全', '住房'],
    ['小区违建投诉办理时限超期', '住房'],
    ['学校周边市场秩序整治不彻底', '上学'],
    ['执法人员教育培训不够系统', '教育'],
  ],
  'W-T4': [
    ['审计整改台账未及时销号', '社保'],
    ['社保基金审计后续跟踪不到位', '社保'],
    ['低保资金审计覆盖面不足', '低保'],
    ['内部监督制度不够健全', '养老'],
  ],
  'W-T5': [
    ['惠农补贴公示不及时', '低保'],
    ['果农技术培训覆盖面不足', '就业'],
    ['退休职工服务保障不够细致', '养老'],
    ['支部组织生活质量不高', '教育'],
  ],
  'W-T6': [
    ['食堂伙食费结算公示不及时', '上学'],
    ['招生政策公开不够充分', '上学'],
    ['教师师德师风建设抓得不实', '教育'],
    ['学生资助对象核定不够精准', '低保'],
  ],
  'W-T7': [
    ['低保对象动态管理台账缺项', '低保'],
    ['农村养老服务设施使用率低', '养老'],
    ['危房改造后续管护不到位', '住房'],
    ['医保参保动员不够精准', '医疗'],
  ],
};

const RESPONSIBILITIES = ['分管负责人', '一把手', '领导班子', '关键少数'] as const;
const SEVERITIES = ['minor', 'serious', 'moderate', 'moderate'] as const;

/** The finding of each target whose rectification is ordered while the group is still there. */
export const IMMEDIATE = 'F1';

/** @returns the findings of a target, `F1` to `F4` */
export function findingsOf(unit: UnitCode): readonly Finding[] {
  return DRAFTS[unit].map(([title, taxonomy], index) => ({
    finding: `F${index + 1}`,
    title,
    taxonomy,
    focus: FOCUSES[index % FOCUSES.length] ?? FOCUSES[0],
    responsibility: RESPONSIBILITIES[index] ?? RESPONSIBILITIES[0],
    severity: SEVERITIES[index] ?? SEVERITIES[0],
  }));
}
