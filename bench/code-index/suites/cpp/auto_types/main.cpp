#include "engine.h"

int main() {
  auto e = build_engine();
  e->valve().close();
  auto &v = e->valve();
  v.close();
  auto car = Car();
  car.go();
  car.engine.start();
  for (auto *valve : {e->make_valve()})
    valve->close();
  return 0;
}
