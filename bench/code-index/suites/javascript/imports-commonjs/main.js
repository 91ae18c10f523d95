const math = require('./math');
const { sub, default: fallback } = require('./math');
const Square = require('./square.js');
const add = require('./math').add;

math.add(1, 2);
sub(2, 1);
add(1, 1);
fallback();
const square = new Square();
square.area();
