import { pasMore } from './pas-more.ts';
import { pasV1 } from './pas-v1.ts';

/** Everything PAS answers: the twelve stable operations, and more in the same style. */
export const pasContract = { ...pasV1, ...pasMore };
