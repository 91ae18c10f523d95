function first() {}
function second() {}
function third() {}
const byName = new Map();
byName.set('first', first);
byName.get('first')();
const seeded = new Map([['second', second]]);
seeded.get('second')();
const all = new Set([third]);
all.add(second);
all.forEach((fn) => fn());
for (const [name, fn] of byName) fn(name);
for (const fn of seeded.values()) fn();
