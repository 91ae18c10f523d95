import { parse, format as render } from './text.js';
import { VERSION } from './text.js';

function main() {
  render(parse(VERSION));
}
main();
