class Item {
  show() {}
}
function fetchItem() {
  return new Promise((resolve) => {
    resolve(new Item());
  });
}
function handle(item) {
  item.show();
  return other;
}
function other() {}
function failed() {}
fetchItem()
  .then(handle)
  .then((fn) => fn())
  .catch(failed)
  .finally(() => other());
Promise.resolve(new Item()).then((item) => item.show());
