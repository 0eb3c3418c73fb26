/** @returns undefined for a key the record does not hold itself; a key may come from a person, so `constructor` is none */
export function ownEntry<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
