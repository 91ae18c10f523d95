class Emitter {
  constructor() {
    this.listeners = {};
  }
  on(event, listener) {
    (this.listeners[event] ||= []).push(listener);
  }
  emit(event, payload) {
    for (const listener of this.listeners[event] ?? []) listener(payload);
  }
}
class Store extends Emitter {
  save() {
    this.emit('saved', 1);
  }
}
function onSaved() {}
const store = new Store();
store.on('saved', onSaved);
store.save();
