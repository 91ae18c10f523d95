class Plugin {
  load(): void {}
}
const byName = new Map<string, Plugin>();
const records: Record<string, Plugin> = {};
const indexed: { [name: string]: Plugin } = {};
const optional: Partial<Record<string, Plugin>> = {};
byName.get('x')?.load();
records['x'].load();
indexed.y.load();
optional.z?.load();
for (const plugin of byName.values()) plugin.load();
for (const [name, plugin] of byName) plugin.load();
for (const [name, plugin] of Object.entries(records)) plugin.load();
Object.values(indexed).forEach((plugin) => plugin.load());
byName.forEach((plugin) => plugin.load());
