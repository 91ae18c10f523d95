function add() {}
function remove() {}
const handlers = { add, remove };
function dispatch(type) {
  return handlers[type]();
}
dispatch('add');
dispatch('remove');
