function compose(...fns) {
  return function composed(value) {
    return fns.reduceRight((result, fn) => fn(result), value);
  };
}
function trim(text) {
  return text;
}
function upper(text) {
  return text;
}
const clean = compose(trim, upper);
clean('x');
