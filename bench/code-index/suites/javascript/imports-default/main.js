import Widget, { helper } from './widget.js';
import run from './run.js';
import { default as arrow } from './arrow.js';

new Widget().draw();
helper();
run();
arrow();
