function reviver(key, value) {
  return value;
}
function replaceOne(match) {
  return match;
}
function entry(value, index) {
  return index;
}
function visit(key) {
  note(key);
}
function note() {}
JSON.parse('{"a":1}', reviver);
'abc'.replace(/b/, replaceOne);
Array.from({ length: 2 }, entry);
Object.keys({ a: 1 }).forEach(visit);
Reflect.apply(note, null, []);
