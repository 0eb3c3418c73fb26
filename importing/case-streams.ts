import { targetName } from '../domain/inspection-round/state.js';
import { streamOf } from '../domain/shared/ids.js';
import { itemName } from '../domain/target-inspection/state.js';
import { deriveId } from '../event-store/derive-id.js';

/** A round has one case however often its files are read, so that it cannot be imported twice. */
export function roundStream(round: string): string {
  return streamOf('inspection-round', deriveId(`import:round:${round}`));
}

/** The case that the approved round opens for a unit. */
export function targetStream({ round, unit }: { round: string; unit: string }): string {
  return streamOf('target-inspection', deriveId(targetName(roundStream(round), unit)));
}

/** A finding of the files has one item. */
export const itemOf = (finding: string): string => `${finding}-1`;

/** The case that the order or the approved plan opens for a finding's item. */
export function itemStream(row: { round: string; unit: string; finding: string }): string {
  const name = itemName(targetStream(row), itemOf(row.finding));
  return streamOf('rectification', deriveId(name));
}

export function clueStream({ registeredOn, ordinal }: { registeredOn: string; ordinal: number }) {
  const name = `import:clue:${registeredOn.slice(0, 4)}-${ordinal}`;
  return streamOf('clue-transfer', deriveId(name));
}
