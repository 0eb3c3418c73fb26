import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../support/project-tree.js';
import { acceptanceText } from './table.js';

/** Renews `docs/acceptance.md` from the rows beside this file. */
writeFileSync(path.join(projectRoot, 'docs/acceptance.md'), acceptanceText());
