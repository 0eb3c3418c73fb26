import type { Role } from '../shared/roles.js';

/** What a role is called on a page that a person reads. Source: `domain.md` D.2, glossary. */
export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  leadingGroupHead: '领导小组组长',
  executiveDeputyHead: '领导小组常务副组长',
  leadingGroupMember: '领导小组成员',
  officeDirector: '巡察办主任',
  officeStaff: '巡察办干部',
  informationOfficer: '信息员',
  groupHead: '巡察组组长',
  groupMember: '巡察组成员',
  clueOfficer: '巡察组线索专员',
  identityCustodian: '身份信息保管员',
  disciplineReceiver: '纪检监察接收人',
  organizationReceiver: '组织部门接收人',
  dailySupervisor: '日常监督责任人',
  supervisingLeader: '分管领导',
  functionalDepartment: '职能部门',
  guidanceObserver: '上级指导人员',
  targetPrincipal: '被巡察党组织主要负责人',
  targetOwner: '整改责任人',
  targetLiaison: '被巡察党组织联络员',
  historyAuditor: '审计员',
  systemOperator: '系统管理员',
  securityOfficer: '安全保密员',
  clock: '时钟',
  process: '流程',
};
