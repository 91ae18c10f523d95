class Animal {
  constructor(name) {
    this.name = name;
  }
  speak() {
    return this.sound();
  }
  sound() {
    return '';
  }
}
class Dog extends Animal {
  constructor(name) {
    super(name);
    this.tricks = [];
  }
  sound() {
    return 'woof' + super.sound();
  }
}
class Puppy extends Dog {}
const puppy = new Puppy('p');
puppy.speak();
const dog = new Dog('d');
dog.sound();
