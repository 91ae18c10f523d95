export { alpha } from './alpha.ts';
export * from './beta.ts';
export { default as Gamma } from './gamma.ts';
export * as types from './types.ts';
export type { Delta } from './delta.ts';
