import { z } from 'zod';

/** Grades of the rectification's effect, of a target and in a round. Source: `domain.md` 1.3 (峨山). */
export const Grade = z.enum(['excellent', 'qualified', 'basicallyQualified', 'unqualified']);
export type Grade = z.infer<typeof Grade>;
