/** Where a command's words go: people read lines, programs read `--json`. */
export interface Terminal {
  /** A line for people; nothing with `--json`. */
  say(line: string): void;
  /** A line only `--verbose` shows. */
  detail(line: string): void;
  /** One JSON document per line; nothing without `--json`. */
  data(value: unknown): void;
  /** A line on standard error, always. */
  fail(line: string): void;
}

export function createTerminal({ json = false, verbose = false } = {}): Terminal {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  return {
    say: (line) => {
      if (!json) print(line);
    },
    detail: (line) => {
      if (!json && verbose) print(line);
    },
    data: (value) => {
      if (json) print(JSON.stringify(value));
    },
    fail: (line) => {
      process.stderr.write(`${line}\n`);
    },
  };
}
