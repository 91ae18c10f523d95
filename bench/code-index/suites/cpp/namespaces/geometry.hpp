#pragma once

int top(int n);

namespace shapes {
int perimeter(int n);
namespace flat {
int area(int w, int h);
int width(int w);
}
}

namespace tools {
int measure(int n);
}
