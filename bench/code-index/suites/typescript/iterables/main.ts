class Node {
  visit(): void {}
}
class List {
  *[Symbol.iterator](): Iterator<Node> {
    yield new Node();
  }
  *entries(): Generator<[number, Node]> {
    yield [0, new Node()];
  }
}
function* walk(): IterableIterator<Node> {
  yield new Node();
}
async function* stream(): AsyncGenerator<Node> {
  yield new Node();
}
async function main(): Promise<void> {
  for (const node of new List()) node.visit();
  for (const [index, node] of new List().entries()) node.visit();
  for (const node of walk()) node.visit();
  for await (const node of stream()) node.visit();
  [...walk()][0].visit();
  const set = new Set<Node>();
  for (const node of set) node.visit();
  set.forEach((node) => node.visit());
}
