#include "shapes.h"
#include <vector>
using namespace app;
static void setup(Factory &f) {
    f.add("circle", [] { return std::make_unique<Circle>(1.0); });
    f.add("rect", []() -> std::unique_ptr<Shape> { return std::make_unique<Rect>(1, 2); });
}
double total(const std::vector<std::unique_ptr<Shape>> &shapes) {
    double sum = 0;
    for (const auto &s : shapes) sum += s->area();
    return sum;
}
int main() {
    Factory f;
    setup(f);
    std::vector<std::unique_ptr<Shape>> shapes;
    shapes.push_back(f.create("circle"));
    auto s = f.create("rect");
    s->print();
    return total(shapes);
}
