function save() {}
function load() {}
function use(store) {
  store.save();
  store.nested.load();
}
use({ save, nested: { load } });
