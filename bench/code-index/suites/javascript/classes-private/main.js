class Box {
  #secret = () => this.#inner();
  #inner() {
    return 1;
  }
  static #make() {
    return new Box();
  }
  static open() {
    return Box.#make();
  }
  reveal() {
    return this.#secret();
  }
}
Box.open().reveal();
