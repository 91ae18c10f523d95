export { Store, load } from './layer1';
