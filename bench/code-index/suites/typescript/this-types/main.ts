class Chain {
  add(): this {
    return this;
  }
  clone(): this {
    return this.add();
  }
}
class Special extends Chain {
  end(): void {
    handler.call(this);
  }
}
function handler(this: Special): void {
  this.add().end();
}
new Special().add().clone().end();
