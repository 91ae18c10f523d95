async function main() {
  const plugin = await import('./plugin.js');
  plugin.install();
  const { setup } = await import('./plugin.js');
  setup();
  import('./plugin.js').then((mod) => mod.default());
}
main();
