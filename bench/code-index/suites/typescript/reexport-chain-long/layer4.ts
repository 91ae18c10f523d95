export { Store, load } from './layer3';
