import { z } from 'zod';

/** How grave a finding is. */
export const Severity = z.enum(['minor', 'moderate', 'serious']);

/** Which responsibility was not met (主体责任, 监督责任, 第一责任人, 一岗双责, 领导责任). Source: acceptance rows 18, 92. */
export const ResponsibilityLevel = z.enum([
  'mainResponsibility',
  'supervisoryResponsibility',
  'firstResponsible',
  'dualResponsibility',
  'leadership',
]);

/** The four responsibilities a group checks, strict governance by its two halves. Source: acceptance row 82. */
export const ResponsibilityField = z.enum([
  'decisions',
  'strictGovernanceMain',
  'strictGovernanceSupervision',
  'partyBuilding',
  'rectification',
]);
