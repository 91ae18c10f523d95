#include "engine.h"

void Car::go() {
  engine.start();
  spare->start();
  this->engine.valve().close();
}

Engine *build_engine() {
  auto *e = new Engine();
  e->start();
  return e;
}
