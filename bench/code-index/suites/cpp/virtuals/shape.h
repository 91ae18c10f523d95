#pragma once

class Shape {
public:
  virtual ~Shape() = default;
  virtual double area() const = 0;
  virtual const char *name() const { return "shape"; }
  double twice() const { return area() * 2; }
};

class Circle : public Shape {
public:
  double area() const override;
  const char *name() const override { return "circle"; }
};

class Square : public Shape {
public:
  double area() const override;
};
