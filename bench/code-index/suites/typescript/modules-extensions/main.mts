import { a } from './a.mjs';
import { b } from './b.cjs';
import { c } from './c.jsx';
import { d } from './d';

a();
b();
c();
d();
