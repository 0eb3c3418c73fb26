import { describe, expect, test } from '@jest/globals';
import { sheetInside, sheetOutside } from '../../../domain/organization/figure-sheet.js';
import type { Figures } from '../../../domain/organization/roll-up.js';
import {
  registerCity,
  registerCounty,
  registerOrganization,
} from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { nodes = {} } = office.given(
  openOrganization(),
  registerOrganization(),
  registerCity(),
  registerCounty(),
  registerCounty({ code: 'CA' }),
  registerCity({ code: 'XT' }),
).state;
const inside = (code: string, own: Readonly<Record<string, Figures>>) =>
  sheetInside(code, nodes, own);
const outside = (code: string, own: Readonly<Record<string, Figures>>) =>
  sheetOutside(code, nodes, own);

test('inside, every cell of an organization and of those directly below it is shown', () => {
  const own = { HD: { targets: 1 }, WX: { targets: 2 }, CA: { targets: 10 } };
  expect(inside('HD', own)).toEqual({
    own: { targets: 1 },
    rolledUp: { targets: 13 },
    below: { WX: { targets: 2 }, CA: { targets: 10 } },
  });
  expect(inside('HB', own)).toEqual({
    own: {},
    rolledUp: { targets: 13 },
    below: { HD: { targets: 13 }, XT: {} },
  });
});

describe('outside', () => {
  test.each([0, 1, 2])('a cell of %i is withheld', (few) => {
    expect(outside('HB', { WX: { clues: few } })).toMatchObject({ rolledUp: { clues: null } });
    expect(inside('HB', { WX: { clues: few } })).toMatchObject({ rolledUp: { clues: few } });
  });

  test('a cell of three is told, measure by measure', () => {
    expect(outside('HD', { WX: { clues: 3, targets: 2 }, CA: { clues: 4, targets: 9 } })).toEqual({
      own: {},
      rolledUp: { clues: 7, targets: 11 },
      below: { WX: { clues: 3, targets: null }, CA: { clues: 4, targets: null } },
    });
  });

  test('a small part is not found from its neighbours, on whichever sheet', () => {
    const own = { WX: { targets: 2 }, CA: { targets: 10 } };
    expect(outside('HD', own).below).toEqual({ WX: { targets: null }, CA: { targets: null } });
    expect(outside('HD', own).rolledUp).toEqual({ targets: 12 });
    expect(outside('CA', own)).toMatchObject({
      own: { targets: null },
      rolledUp: { targets: null },
    });
  });

  test('the own figures are a part like those below', () => {
    const own = { HD: { targets: 2 }, WX: { targets: 10 } };
    expect(outside('HD', own)).toEqual({
      own: { targets: null },
      rolledUp: { targets: 12 },
      below: { WX: { targets: null }, CA: {} },
    });
  });

  test('below a withheld sum nothing is told that would add up to it', () => {
    const own = { XT: { targets: 1 }, WX: { targets: 5 }, CA: { targets: 6 } };
    expect(outside('HB', own)).toMatchObject({
      rolledUp: { targets: 12 },
      below: { HD: { targets: null }, XT: { targets: null } },
    });
    expect(outside('HD', own)).toMatchObject({
      rolledUp: { targets: null },
      below: { WX: { targets: null }, CA: { targets: null } },
    });
    expect(outside('WX', own).own).toEqual({ targets: null });
  });
});

test('whatever is reported, all sheets together give away no withheld cell and no small one', () => {
  const codes = Object.keys(nodes);
  const amounts = [1, 3, 9];
  const told: string[] = [];
  for (let drawn = 0; drawn < amounts.length ** codes.length; drawn += 1) {
    const own = Object.fromEntries(
      codes.map((code, place) => {
        const m = amounts[Math.floor(drawn / amounts.length ** place) % amounts.length] ?? 0;
        return [code, { m }];
      }),
    );
    for (const code of codes) {
      const { own: ownFigures, rolledUp, below } = outside(code, own);
      // The sum equals its parts: with one unknown among them, that one is known.
      const equation = [rolledUp, ownFigures, ...Object.values(below)].map((cell) => cell['m']);
      const unknown = equation.filter((amount) => amount === null).length;
      const isSmall = equation.some((amount) => typeof amount === 'number' && amount < 3);
      // A cell reads the same on its own sheet and on the one above.
      const differs = Object.entries(below).some(
        ([child, shown]) => outside(child, own).rolledUp['m'] !== shown['m'],
      );
      if (unknown === 1 || isSmall || differs) told.push(`${code} of ${JSON.stringify(own)}`);
    }
  }
  expect(told).toEqual([]);
});
