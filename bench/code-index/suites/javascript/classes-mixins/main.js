class Base {
  name() {}
}
const Serializable = (Parent) =>
  class extends Parent {
    serialize() {
      return this.name();
    }
  };
const Loud = (Parent) =>
  class extends Parent {
    shout() {
      return this.serialize();
    }
  };
class Model extends Loud(Serializable(Base)) {}
const model = new Model();
model.shout();
model.serialize();
