import { z } from 'zod';

/** A body, unit or post by its title; never a person. */
export const Body = z.string().min(1).max(100);

/** What stands on a list or heads a register's line. */
export const Title = z.string().min(1).max(200);

/** Code of an organization in the tree, or of an entry of a published list, such as `W-T1`. */
export const Code = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,39}$/, 'capital letters, digits, hyphens');
