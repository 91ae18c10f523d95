#include "geometry.hpp"

namespace geo = shapes::flat;

static int area(int w) { return w; }

namespace {
int hidden() { return 3; }
}

int main() {
  using namespace tools;
  using shapes::perimeter;
  shapes::flat::area(1, 2);
  geo::width(1);
  perimeter(2);
  measure(3);
  return area(4) + hidden() + ::top(5);
}
