function memoize(fn) {
  const cache = new Map();
  return function memoized(key) {
    if (!cache.has(key)) cache.set(key, fn(key));
    return cache.get(key);
  };
}
const slow = memoize(function compute(key) {
  return { render() {}, key };
});
slow(1).render();
