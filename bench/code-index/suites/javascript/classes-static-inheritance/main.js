class Model {
  static find() {
    return this.hydrate();
  }
  static hydrate() {
    return new this();
  }
  save() {}
}
class User extends Model {
  static hydrate() {
    return super.hydrate();
  }
}
const user = User.find();
user.save();
