function service() {
  return {
    client: {
      send() {},
    },
    close: () => {},
  };
}
class Builder {
  part() {
    return this;
  }
  build() {
    return new Product();
  }
}
class Product {
  use() {}
}
const { client } = service();
client.send();
service().close();
new Builder().part().part().build().use();
