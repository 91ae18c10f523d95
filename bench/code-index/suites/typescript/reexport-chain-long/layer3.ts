export { Store, load } from './layer2';
