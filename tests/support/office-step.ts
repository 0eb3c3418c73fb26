import type { Step } from './given.js';

/** A builder of one step of the office: its usual data and day, of which a test changes what it is about. */
export const officeStep =
  (type: string, defaults: Readonly<Record<string, unknown>>, usually: string) =>
  (data: Readonly<Record<string, unknown>> = {}, on = usually): Step => ({
    type,
    data: { ...defaults, ...data },
    on,
  });
