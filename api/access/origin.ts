import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser says that a page of this very server sent the request. Browsers name the origin
 * with every change; a request that carries a cookie and names none is not trusted.
 */
export function isFromOwnPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin, host } = headers;
  if (origin === undefined) return site === 'same-origin';
  return URL.canParse(origin) && new URL(origin).host === host;
}
