import { each, once } from './walk.js';

function visit(item) {
  log(item);
}
function log() {}

each([1, 2], visit);
once((value) => log(value));
