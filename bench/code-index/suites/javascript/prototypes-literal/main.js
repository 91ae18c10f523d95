function Stack() {
  this.items = [];
}
Stack.prototype = {
  push(item) {
    this.items.push(item);
    this.changed();
  },
  changed: function () {},
};
Object.assign(Stack.prototype, {
  peek() {
    return this.items[0];
  },
});
const stack = new Stack();
stack.push(1);
stack.peek();
