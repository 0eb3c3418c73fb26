import type { LocalList } from '../local-list.js';
import { bodyLists } from './bodies.js';
import { documentTitles } from './document-titles.js';
import { focusSchemes } from './focus-schemes.js';
import { pledgeTexts } from './pledge-texts.js';
import { responsibilityLists } from './responsibility.js';
import { taxonomy } from './taxonomy.js';

/** First versions that an office can publish as they are, and go on from. */
export const shippedLists: readonly LocalList[] = [
  taxonomy,
  ...focusSchemes,
  ...responsibilityLists,
  pledgeTexts,
  ...bodyLists,
  documentTitles,
];
