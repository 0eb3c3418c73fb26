import type { Stack } from './stack.js';

/** Waits for SIGTERM or SIGINT, or for the death of a part, then stops the stack. @returns the exit code */
export async function runUntilStopped(stack: Stack, say: (line: string) => void): Promise<number> {
  const stopping = new Promise<number>((resolve) => {
    const onSignal = () => {
      say('Stopping …');
      resolve(0);
    };
    process.once('SIGTERM', onSignal);
    process.once('SIGINT', onSignal);
  });
  const died = stack.failed.catch((error: unknown) => {
    say(`A part died: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  });
  const code = await Promise.race([stopping, died]);
  await stack.stop();
  say('Stopped.');
  return code;
}
