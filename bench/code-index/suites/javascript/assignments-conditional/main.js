function on() {}
function off() {}
function fallback() {}
function choose(flag) {
  return flag ? on : off;
}
choose(true)();
choose(false)();
const picked = undefined || fallback;
picked();
const other = null ?? on;
other();
