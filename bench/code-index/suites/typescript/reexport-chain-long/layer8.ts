import { Store as Kept, load } from './layer7';

export { Kept, load };
