import { z } from 'zod';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { ownEntry } from '../../shared/own-entry.js';
import { Expertise, InspectorId } from '../inspectors.js';
import { Code } from '../references.js';
import type { Inspector, OrganizationState } from '../state.js';

const Admission = z.object({
  inspector: InspectorId,
  admittedOn: CalendarDate,
  expertise: z.array(Expertise).min(1).max(9),
  /** Has worked in discipline, organization or finance before. */
  experienced: z.boolean(),
  kind: z.enum(['fullTime', 'pool']),
  /** Code of the unit that sends the inspector, which no group of theirs inspects. */
  homeUnit: Code.optional(),
});
type Admission = z.infer<typeof Admission>;

const Release = z.object({ inspector: InspectorId, releasedOn: CalendarDate });

/** Who can be called into a group, by pseudonymous id: of names the pool knows nothing. Source: rows 49, 50; D.1 P7. */
export const inspectorPool = stageOf<OrganizationState>()({
  name: 'inspector-pool',
  commands: {
    AdmitInspector: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Admission.shape),
    },
    AdmitInspectors: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject({ lines: z.array(z.strictObject(Admission.shape)).min(1).max(500) }),
    },
    ReleaseInspector: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Release.shape),
    },
  },
  events: { InspectorAdmitted: Admission, InspectorReleased: Release },
  decide: {
    AdmitInspector: (data, state, context) =>
      admissionRefusal(data, state, context) ?? [{ type: 'InspectorAdmitted', data }],
    AdmitInspectors: ({ lines }, state, context) => {
      const refusals = lines.flatMap((line, index) => {
        const again = lines.findIndex(({ inspector }) => inspector === line.inspector) < index;
        const refusal = again ? inPool(line.inspector) : admissionRefusal(line, state, context);
        return refusal ? [`line ${index + 1}: ${refusal.message}`] : [];
      });
      return refusals.length > 0
        ? reject('lines-refused', refusals.join(' '))
        : lines.map((data) => ({ type: 'InspectorAdmitted', data }) as const);
    },
    ReleaseInspector: (data, state, context) => {
      const found = inspectorOf(state, data.inspector);
      if (!found)
        return reject('inspector-unknown', `${data.inspector} was never admitted to the pool.`);
      if (found.releasedOn !== undefined) return [];
      return (
        dateRefusal(data.releasedOn, context, {
          on: found.admittedOn,
          code: 'released-before-admission',
          message: 'An inspector leaves the pool after having joined it.',
        }) ?? [{ type: 'InspectorReleased', data }]
      );
    },
  },
  evolve: {
    InspectorAdmitted: (state, { inspector, kind, experienced, expertise, admittedOn }) =>
      withInspector(state, inspector, { kind, experienced, expertise, admittedOn }),
    InspectorReleased: (state, { inspector, releasedOn }) => {
      const found = inspectorOf(state, inspector);
      return found ? withInspector(state, inspector, { ...found, releasedOn }) : state;
    },
  },
});

function inPool(inspector: string): Rejection {
  return reject('inspector-exists', `${inspector} is in the pool already.`);
}

/** Someone who left may come back, from the day of leaving on. */
function admissionRefusal(
  { inspector, admittedOn }: Admission,
  state: OrganizationState,
  context: Parameters<typeof dateRefusal>[1],
): Rejection | undefined {
  const found = inspectorOf(state, inspector);
  if (found && found.releasedOn === undefined) return inPool(inspector);
  return dateRefusal(admittedOn, context, {
    on: found?.releasedOn,
    code: 'admitted-before-release',
    message: 'An inspector comes back after having left.',
  });
}

function inspectorOf({ inspectors = {} }: OrganizationState, inspector: string) {
  return ownEntry(inspectors, inspector);
}

function withInspector(
  state: OrganizationState,
  inspector: string,
  fact: Inspector,
): OrganizationState {
  return { ...state, inspectors: { ...state.inspectors, [inspector]: fact } };
}
