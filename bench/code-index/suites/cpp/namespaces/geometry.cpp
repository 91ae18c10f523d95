#include "geometry.hpp"

int top(int n) { return n; }

namespace shapes {
int perimeter(int n) { return flat::width(n); }

namespace flat {
int area(int w, int h) { return width(w) * h; }
int width(int w) { return w; }
}
}

int tools::measure(int n) { return n; }
