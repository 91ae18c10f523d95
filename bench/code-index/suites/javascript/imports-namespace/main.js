import * as shapes from './shapes.js';

shapes.area();
new shapes.Box().open();
const { area } = shapes;
area();
for (const key of Object.keys(shapes)) key.length;
