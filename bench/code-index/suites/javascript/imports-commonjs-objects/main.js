const { open, nested } = require('./api');
const all = require('./api');
const factory = require('./factory');

open();
nested.deep();
all.close();
factory('x').run();
require('./factory').create();
