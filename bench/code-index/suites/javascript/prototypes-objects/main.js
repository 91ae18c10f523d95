const animal = {
  eat() {
    this.chew();
  },
  chew() {},
};
const rabbit = Object.create(animal);
rabbit.hop = function () {
  this.eat();
};
rabbit.hop();
const cat = { __proto__: animal };
cat.eat();
const dog = {};
Object.setPrototypeOf(dog, animal);
dog.eat();
