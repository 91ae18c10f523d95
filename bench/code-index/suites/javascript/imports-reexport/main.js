import { one, deux, tools, Three, main } from './index.js';

one();
deux();
tools.hammer();
new Three();
main();
