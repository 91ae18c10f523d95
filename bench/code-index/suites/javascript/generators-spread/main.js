class Tree {
  constructor(children) {
    this.children = children;
  }
  *walk() {
    yield this;
    for (const child of this.children) yield* child.walk();
  }
  print() {}
}
const nodes = [...new Tree([new Tree([])]).walk()];
nodes.forEach((node) => node.print());
