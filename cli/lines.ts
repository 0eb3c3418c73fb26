/** No honest request is longer; what is, is cut just above this length so that it cannot fill the memory. */
export const LONGEST_LINE = 65_536;

/**
 * The lines of a stream, in the batches in which they arrive, so that many short lines cost few turns.
 *
 * @param source UTF-8 bytes or text
 * @returns lines without their line feed; one longer than `LONGEST_LINE` stays longer, but may be cut
 */
export async function* linesOf(
  source: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const parts = (rest + text).split('\n');
    rest = (parts.pop() ?? '').slice(0, LONGEST_LINE + 1);
    yield parts;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}
