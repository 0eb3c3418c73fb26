import { jest } from '@jest/globals';

declare global {
  /** Set by jest.config.js for each lane; Jest itself takes one time limit for the whole run only. */
  var laneTimeoutMs: number;
}

jest.setTimeout(globalThis.laneTimeoutMs);
