/** A server that cannot start, told in a sentence an operator can act on. */
export class StartupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartupError';
  }
}

const sentences: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'that file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota of this user is used up',
  ENOTDIR: 'a part of that path is a file, not a folder',
  EEXIST: 'a file of that name is in the way',
};

/**
 * The `code` of a Node.js system error (`ENOENT`, `EACCES`, …), or undefined for any other.
 * Asked by shape, since an error thrown by Node itself is no `Error` of a test's own realm.
 */
export const errorCode = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
};

/** Says why a folder cannot be used, in words instead of an error code. */
export const folderError = (folder: string, error: unknown): StartupError => {
  const reason = sentences[errorCode(error) ?? ''] ?? String(error);
  return new StartupError(
    `The folder ${folder} cannot be used: ${reason}. Choose another folder with XUNCHA_HOME.`,
    { cause: error },
  );
};
