import { register } from './registry.js';

function minify() {}
register('minify', minify);
