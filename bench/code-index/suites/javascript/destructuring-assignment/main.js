function open() {}
function close() {}
let a;
let b;
({ a, b } = { a: open, b: close });
a();
const holder = {};
[holder.x] = [close];
holder.x();
for (const { handler } of [{ handler: open }]) handler();
