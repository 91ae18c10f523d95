class Registry {
  static items = new Map();
  static {
    Registry.prepare();
  }
  static prepare() {
    this.load();
  }
  static load() {}
  static create() {
    return new this();
  }
  use() {
    return Registry.load();
  }
}
Registry.create().use();
