export { Store, load } from './store';
