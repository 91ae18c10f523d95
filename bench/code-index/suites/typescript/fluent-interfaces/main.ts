class Query<T> {
  where(test: (row: T) => boolean): this {
    return this;
  }
  limit(n: number): Query<T> {
    return this;
  }
  first(): T {
    return null as T;
  }
}
class UserQuery extends Query<User> {
  active(): this {
    return this.where((user) => user.isActive());
  }
}
class User {
  isActive(): boolean {
    return true;
  }
}
new UserQuery().active().where(() => true).active().limit(1).first().isActive();
