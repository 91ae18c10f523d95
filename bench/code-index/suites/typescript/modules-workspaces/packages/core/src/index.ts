export { Deep } from './deep.js';
export function core(): void {}
