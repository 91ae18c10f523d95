function a() {}
function b() {}
function c() {}
const table = [a, b, c];
table[0]();
const second = table[1];
second();
