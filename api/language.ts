import type { FastifyRequest } from 'fastify';

/** The languages problems are told in. */
export type Language = 'en' | 'zh';

/** One sentence in both languages. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** The language the caller prefers by `Accept-Language`; English when it names neither. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const ranges = (request.headers['accept-language'] ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  const known = ranges
    .filter(({ language, quality }) => (language === 'zh' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return known[0]?.language === 'zh' ? 'zh' : 'en';
}
