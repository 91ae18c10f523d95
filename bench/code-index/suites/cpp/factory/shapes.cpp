#include "shapes.h"
#include <iostream>
namespace app {
void Shape::print() const { std::cout << area(); }
Rect::Rect(double w, double h) : w_(w), h_(h) {}
double Rect::area() const { return w_ * h_; }
void Factory::add(const std::string &name, Creator c) { creators_[name] = c; }
std::unique_ptr<Shape> Factory::create(const std::string &name) const {
    auto it = creators_.find(name);
    if (it == creators_.end()) return nullptr;
    return it->second();
}
}
