import { alpha, beta as b, Gamma, types } from './lib/index.ts';
import lib = require('./old');
import type { Delta } from './lib/index.ts';

alpha();
b();
new Gamma().go();
function use(delta: Delta, item: types.Item): void {
  delta.change();
  item.show();
}
lib.ancient();
