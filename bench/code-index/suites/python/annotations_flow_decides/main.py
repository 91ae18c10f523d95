from abc import ABC, abstractmethod

class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

class Square(Shape):
    def area(self):
        return 1

class Circle(Shape):
    def area(self):
        return 2

def make() -> Shape:
    return Circle()

def use(shape: Shape):
    shape.area()

def unused(shape: Shape):
    shape.area()

class Holder:
    def __init__(self, shape: Shape):
        self.shape: Shape = shape

    def total(self):
        return self.shape.area()

use(Square())
make().area()
local: Shape = Circle()
local.area()
Holder(Square()).total()
