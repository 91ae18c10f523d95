export function each(items, visitor) {
  for (const item of items) visitor(item);
}
export const once = (fn) => {
  let done = false;
  if (!done) {
    done = true;
    fn(1);
  }
};
