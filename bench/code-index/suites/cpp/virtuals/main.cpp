#include "shape.h"

static double measure(const Shape &s) {
  s.name();
  return s.area();
}

int main() {
  Circle circle;
  Square *square = new Square();
  measure(circle);
  measure(*square);
  Shape *p = &circle;
  p->twice();
  delete square;
  return 0;
}
