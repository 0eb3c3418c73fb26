import type { SealedAppend } from './envelope.js';

/** Most of each that one call to the log may carry. */
export interface BatchLimits {
  readonly commands: number;
  readonly events: number;
  readonly bytes: number;
}

/** Commands in the order of their arrival, handed out in batches within the limits of one call. */
export class WaitingCommands<Entry extends { readonly command: SealedAppend }> {
  #entries: Entry[] = [];
  readonly #limits: BatchLimits;

  constructor(limits: BatchLimits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#entries.length;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
  }

  /** @returns at least one command when one waits, as each alone is within the limits */
  take(): Entry[] {
    let events = 0;
    let bytes = 0;
    const end = this.#entries.findIndex(({ command }, index) => {
      events += command.events.length;
      bytes += command.size;
      const full =
        index >= this.#limits.commands ||
        events > this.#limits.events ||
        bytes > this.#limits.bytes;
      return full && index > 0;
    });
    const count = end === -1 ? this.#entries.length : end;
    const batch = this.#entries.slice(0, count);
    this.#entries = this.#entries.slice(count);
    return batch;
  }
}
