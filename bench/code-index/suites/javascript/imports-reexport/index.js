export { one } from './one.js';
export { two as deux } from './two.js';
export * as tools from './tools.js';
export * from './three.js';
export { default as main } from './entry.js';
