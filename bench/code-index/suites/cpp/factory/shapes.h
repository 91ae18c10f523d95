#pragma once
#include <map>
#include <memory>
#include <string>
#include <functional>
namespace app {
class Shape {
public:
    virtual ~Shape() {}
    virtual double area() const = 0;
    void print() const;
};
class Circle : public Shape {
    double r_;
public:
    explicit Circle(double r) : r_(r) {}
    double area() const override { return r_ * r_; }
};
class Rect : public Shape {
public:
    Rect(double w, double h);
    double area() const override;
private:
    double w_, h_;
};
using Creator = std::function<std::unique_ptr<Shape>()>;
class Factory {
public:
    void add(const std::string &name, Creator c);
    std::unique_ptr<Shape> create(const std::string &name) const;
private:
    std::map<std::string, Creator> creators_;
};
}
