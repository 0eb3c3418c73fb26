import { z } from 'zod';
import { isRejection, reject, stageOf, type Rejection } from '../../process.js';
import { unitOf, type CatalogUnit, type TermState } from '../state.js';

const Code = z.string().min(1).max(40);
const Reason = z.string().min(1).max(500);
const Unit = z.object({
  unit: Code,
  name: z.string().min(1).max(100),
  category: z.string().min(1).max(40),
  parent: Code.optional(),
});
type Unit = z.infer<typeof Unit>;
type Catalog = Pick<TermState, 'categories' | 'units'>;

const unknownUnit = (unit: string) => reject('unit-unknown', `The catalog has no unit ${unit}.`);

const cataloged = ({ unit, name, category, parent }: Unit): CatalogUnit => ({
  unit,
  name,
  category,
  parent: parent ?? null,
  exemptedOn: null,
});

function placeRefusal({ category, parent }: Unit, catalog: Catalog): Rejection | undefined {
  if (!catalog.categories.includes(category))
    return reject('category-unknown', `${category} is no target category of this term.`);
  if (parent !== undefined && !unitOf(catalog, parent))
    return reject('parent-unknown', `The parent unit ${parent} is not in the catalog.`);
  return undefined;
}

function addingRefusal(unit: Unit, catalog: Catalog): Rejection | undefined {
  return unitOf(catalog, unit.unit)
    ? reject('unit-duplicate', `${unit.unit} is in the catalog already.`)
    : placeRefusal(unit, catalog);
}

/** Whether a unit stands above another; a unit stands above itself. */
function isAbove(catalog: Catalog, unit: string, below: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null = below; at !== null && !seen.has(at);) {
    if (at === unit) return true;
    seen.add(at);
    at = unitOf(catalog, at)?.parent ?? null;
  }
  return false;
}

/** All lines or none; a parent may stand on an earlier line. */
function batchRefusal(units: readonly Unit[], { categories, units: known }: TermState) {
  const lines: string[] = [];
  let catalog: Catalog = { categories, units: known };
  units.forEach((unit, index) => {
    const refusal = addingRefusal(unit, catalog);
    if (refusal) lines.push(`line ${index + 1}: ${refusal.message}`);
    else catalog = { categories, units: { ...catalog.units, [unit.unit]: cataloged(unit) } };
  });
  return lines.length === 0 ? undefined : reject('lines-refused', lines.join(' '));
}

/** The target catalog: which units the term must cover, of which category, under which parent. Source: row 31. */
export const catalog = stageOf<TermState>()({
  name: 'catalog',
  commands: {
    AddUnit: { by: ['officeStaff', 'officeDirector'], data: z.strictObject(Unit.shape) },
    AddUnits: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject({ lines: z.array(z.strictObject(Unit.shape)).min(1).max(500) }),
    },
    ChangeUnit: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject({ ...Unit.shape, reason: Reason }),
    },
    RemoveUnit: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject({ unit: Code, reason: Reason }),
    },
  },
  events: {
    UnitAdded: Unit,
    UnitChanged: z.object({ ...Unit.shape, reason: Reason }),
    UnitRemoved: z.object({ unit: Code, reason: Reason }),
  },
  decide: {
    AddUnit: (data, term) => addingRefusal(data, term) ?? [{ type: 'UnitAdded', data }],
    AddUnits: ({ lines }, term) =>
      batchRefusal(lines, term) ?? lines.map((data) => ({ type: 'UnitAdded', data }) as const),
    ChangeUnit: (data, term) => {
      if (!unitOf(term, data.unit)) return unknownUnit(data.unit);
      const refusal = placeRefusal(data, term);
      if (isRejection(refusal)) return refusal;
      if (data.parent !== undefined && isAbove(term, data.unit, data.parent))
        return reject('parent-circular', 'A unit is not placed under itself.');
      return [{ type: 'UnitChanged', data }];
    },
    RemoveUnit: (data, term) => {
      if (!unitOf(term, data.unit)) return unknownUnit(data.unit);
      if (Object.values(term.units).some(({ parent }) => parent === data.unit))
        return reject('unit-has-children', 'Other units stand under this one.');
      if (term.inspections.some(({ unit }) => unit === data.unit))
        return reject('unit-inspected', 'An inspected unit stays in the catalog.');
      return [{ type: 'UnitRemoved', data }];
    },
  },
  evolve: {
    UnitAdded: (term, data) => ({
      ...term,
      units: { ...term.units, [data.unit]: cataloged(data) },
    }),
    UnitChanged: (term, data) => ({
      ...term,
      units: {
        ...term.units,
        [data.unit]: {
          ...cataloged(data),
          exemptedOn: unitOf(term, data.unit)?.exemptedOn ?? null,
        },
      },
    }),
    UnitRemoved: (term, { unit }) => ({
      ...term,
      units: Object.fromEntries(Object.entries(term.units).filter(([code]) => code !== unit)),
    }),
  },
});
