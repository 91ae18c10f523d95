class Engine {
  start() {
    this.ignite();
  }
  ignite() {}
}
class Car {
  engine = new Engine();
  drive = () => {
    this.engine.start();
  };
  honk = function () {
    beep();
  };
}
function beep() {}
const car = new Car();
car.drive();
car.honk();
