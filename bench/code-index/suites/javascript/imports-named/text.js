export const VERSION = '1';
export function parse(text) {
  return clean(text);
}
function clean(text) {
  return text;
}
const format = (text) => clean(text);
export { format };
