import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { PaperNumber } from '../../shared/ids.js';
import { entryOf, entryRefusal, withEntry } from '../fieldwork-ledger.js';
import { isInFieldwork, type TargetState } from '../state.js';

const Borrowing = z.object({
  document: PaperNumber,
  title: z.string().min(1).max(200),
  copies: z.int().min(1).max(1000),
  borrowedOn: CalendarDate,
});

const Return = z.object({ document: PaperNumber, returnedOn: CalendarDate });

/** What the group borrows from the target it gives back before it leaves. Source: B.2, document-borrowing ledger. */
export const documentLedger = stageOf<TargetState>()({
  name: 'document-ledger',
  commands: {
    BorrowDocument: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Borrowing.shape),
    },
    ReturnDocument: {
      by: ['groupMember', 'groupHead', 'targetLiaison'],
      guard: isInFieldwork,
      data: z.strictObject(Return.shape),
    },
  },
  events: { DocumentBorrowed: Borrowing, DocumentReturned: Return },
  decide: {
    BorrowDocument: (data, target, context) =>
      entryRefusal(target, ['documents', data.document], data.borrowedOn, context) ?? [
        { type: 'DocumentBorrowed', data },
      ],
    ReturnDocument: (data, target, context) => {
      const borrowedOn = entryOf(target, 'documents', data.document);
      if (borrowedOn === undefined)
        return reject('document-unknown', `${data.document} was not borrowed.`);
      if (!target.documentsOut?.includes(data.document))
        return reject('document-returned', `${data.document} has been returned already.`);
      return (
        dateRefusal(data.returnedOn, context, {
          on: borrowedOn,
          code: 'returned-before-borrowed',
          message: 'A document is returned after it was borrowed.',
        }) ?? [{ type: 'DocumentReturned', data }]
      );
    },
  },
  evolve: {
    DocumentBorrowed: (target, { document, borrowedOn }) => ({
      ...withEntry(target, ['documents', document], borrowedOn),
      documentsOut: [...(target.documentsOut ?? []), document],
    }),
    DocumentReturned: (target, { document, returnedOn }) => ({
      ...withEntry(target, ['documents', document], returnedOn),
      documentsOut: (target.documentsOut ?? []).filter((out) => out !== document),
    }),
  },
});
