import { describe, expect, test } from '@jest/globals';
import { allProcesses } from '../../domain/processes.js';
import * as workflows from '../../workflows/index.js';

describe('every process of the registry', () => {
  const types = allProcesses.map(({ workflowType }) => workflowType);

  test('is there, and has a workflow of its own name', () => {
    expect(types.length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(workflows).sort()).toEqual([...types].sort());
  });

  test('has names that no other has', () => {
    const names = allProcesses.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(types).size).toBe(types.length);
  });

  test.each(allProcesses.map((process) => [process.name, process] as const))(
    '%s can be opened',
    (_, { commands }) => {
      const opening = [...commands.values()].filter(({ opens }) => opens === true);
      expect(opening.length).toBeGreaterThan(0);
    },
  );
});
