import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { entryRefusal, withEntry } from '../fieldwork-ledger.js';
import { isInFieldwork, type TargetState } from '../state.js';

const Communication = z.object({
  communication: PaperNumber,
  heldOn: CalendarDate,
  with: z.enum(['principal', 'leadingBody', 'liaison']),
  record: Digest,
});

const Incident = z.object({
  incident: PaperNumber,
  kind: z.enum(['health', 'safety', 'massPetition', 'secrecy', 'other']),
  occurredOn: CalendarDate,
  reportedOn: CalendarDate,
  to: z.enum(['inspectionOffice', 'leadingGroup']),
  document: Digest,
});

/** How many people or matters the list names; the list itself stays in the restricted document. */
const KeyList = z.object({
  list: PaperNumber,
  kind: z.enum(['people', 'matters']),
  entries: z.int().min(1).max(1000),
  drawnUpOn: CalendarDate,
  document: Digest,
});

/** Talks with the principal, important matters reported at once, and what to look at first. Source: rows 9, 22, 23. */
export const communications = stageOf<TargetState>()({
  name: 'communications',
  commands: {
    RecordCommunication: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Communication.shape),
    },
    ReportIncident: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Incident.shape),
    },
    DrawUpKeyList: {
      by: ['groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(KeyList.shape),
    },
  },
  events: {
    CommunicationRecorded: Communication,
    IncidentReported: Incident,
    KeyListDrawnUp: KeyList,
  },
  decide: {
    RecordCommunication: (data, target, context) =>
      entryRefusal(target, ['communications', data.communication], data.heldOn, context) ?? [
        { type: 'CommunicationRecorded', data },
      ],
    ReportIncident: (data, target, context) => {
      if (data.reportedOn < data.occurredOn)
        return reject('reported-before-incident', 'A report follows what happened.');
      return (
        entryRefusal(target, ['incidents', data.incident], data.reportedOn, context) ?? [
          { type: 'IncidentReported', data },
        ]
      );
    },
    DrawUpKeyList: (data, target, context) =>
      entryRefusal(target, ['keyLists', data.list], data.drawnUpOn, context) ?? [
        { type: 'KeyListDrawnUp', data },
      ],
  },
  evolve: {
    CommunicationRecorded: (target, { communication, heldOn }) =>
      withEntry(target, ['communications', communication], heldOn),
    IncidentReported: (target, { incident, reportedOn }) =>
      withEntry(target, ['incidents', incident], reportedOn),
    KeyListDrawnUp: (target, { list, drawnUpOn }) =>
      withEntry(target, ['keyLists', list], drawnUpOn),
  },
});
