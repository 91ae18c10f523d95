class Shape:
    def area(self):
        raise NotImplementedError

    @classmethod
    def make(cls, *args):
        return cls(*args)

class Square(Shape):
    def __init__(self, n):
        self.n = n

    def area(self):
        return self.n

class Circle(Shape):
    def area(self):
        return 1

KINDS = {"square": Square, "circle": Circle}

def build(kind, *args):
    return KINDS[kind](*args)

build("square", 2).area()
Circle.make().area()
for cls in (Square, Circle):
    cls.make(1)
