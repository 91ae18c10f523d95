function first() {}
function second() {}
let current = first;
current();
current = second;
current();
