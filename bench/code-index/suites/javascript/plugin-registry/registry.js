const plugins = new Map();
export function register(name, plugin) {
  plugins.set(name, plugin);
}
export function runAll() {
  for (const plugin of plugins.values()) {
    plugin();
  }
}
