class Temperature {
  #degrees = 0;
  get fahrenheit() {
    return convert(this.#degrees);
  }
  set fahrenheit(value) {
    this.#degrees = invert(value);
  }
}
function convert() {}
function invert() {}
const t = new Temperature();
t.fahrenheit = 3;
const read = t.fahrenheit;
