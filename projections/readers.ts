import { TARGET_ROLES, type Role } from '../domain/shared/roles.js';

/** Who reads the work of the whole organization. Source: `domain.md` D.3. */
export const OFFICE_READERS: readonly Role[] = [
  'leadingGroupHead',
  'executiveDeputyHead',
  'leadingGroupMember',
  'officeDirector',
  'officeStaff',
  'informationOfficer',
  'historyAuditor',
];

/** Who reads the cases of their own group. */
export const GROUP_READERS: readonly Role[] = ['groupHead', 'groupMember'];

/** Who follows the rectification beside the office. */
export const SUPERVISION_READERS: readonly Role[] = [
  'disciplineReceiver',
  'organizationReceiver',
  'dailySupervisor',
  'supervisingLeader',
  'functionalDepartment',
  'guidanceObserver',
];

/** Who reads the cases of their own unit. */
export const TARGET_READERS: readonly Role[] = TARGET_ROLES;
