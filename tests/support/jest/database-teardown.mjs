export { tearDown as default } from './load.mjs';
