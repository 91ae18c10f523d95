class Repo<Entity = User, Key extends string = string> {
  load(key: Key): Entity {
    return null as Entity;
  }
  all(): Map<Key, Entity> {
    return new Map();
  }
}
class User {
  greet(): void {}
}
class Order {
  ship(): void {}
}
const users = new Repo();
users.load('x').greet();
const orders = new Repo<Order>();
orders.load('y').ship();
orders.all().get('x')?.ship();
for (const [key, order] of orders.all()) order.ship();
