/** The text of a file, and what a clerk should know of how it was read. */
export type Decoded =
  { readonly text: string; readonly note: string | null } | { readonly unknown: true };

/**
 * Decodes what WPS and Excel save: UTF-8 with or without a mark, or GB18030, which older versions write without
 * saying so. Valid UTF-8 is taken for UTF-8, since Chinese text in GB18030 is never valid UTF-8 by chance.
 */
export function decode(bytes: Uint8Array): Decoded {
  const utf8 = decodedAs('utf-8', bytes);
  if (utf8 !== null) return { text: utf8, note: null };
  const gb = decodedAs('gb18030', bytes);
  return gb === null ? { unknown: true } : { text: gb, note: 'read as GB18030' };
}

/** @returns null for bytes that are no text in this encoding; a zero byte is in no table that anybody exports */
function decodedAs(encoding: 'utf-8' | 'gb18030', bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
