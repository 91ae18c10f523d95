class Visitor {
  visit(node) {
    return node.accept(this);
  }
  number() {}
  sum() {}
}
class NumberNode {
  accept(visitor) {
    return visitor.number(this);
  }
}
class SumNode {
  constructor(left) {
    this.left = left;
  }
  accept(visitor) {
    this.left.accept(visitor);
    return visitor.sum(this);
  }
}
new Visitor().visit(new SumNode(new NumberNode()));
