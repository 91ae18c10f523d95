import type { Contract, Input } from '../contract.ts';

/**
 * One input of every operation that is answered 2xx once what it names is there: ids that a service
 * gives out are others each time.
 */
export type ExamplesOf<C extends Contract> = { [K in keyof C]: Input<C[K]> };
