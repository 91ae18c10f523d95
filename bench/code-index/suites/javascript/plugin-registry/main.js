import { register, runAll } from './registry.js';
import './plugins.js';

register('main', () => local());
function local() {}
runAll();
