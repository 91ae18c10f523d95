export const parse = (text: string): number => scan(text);
const scan = function (text: string): number {
  return text.length;
};
const typed: (text: string) => number = (text) => parse(text);
let later: () => void;
later = () => parse('x');
parse('a');
typed('b');
later();
const object: { run: () => void } = { run: () => parse('y') };
object.run();
