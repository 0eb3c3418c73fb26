export { setUp as default } from './load.mjs';
