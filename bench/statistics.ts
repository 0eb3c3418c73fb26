/** @returns the value below which that share of the numbers lies; 0 for none */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Two digits after the point, as the tables show them. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
