from enum import Enum
from collections import namedtuple, defaultdict

class Color(Enum):
    RED = 1
    BLUE = 2

    def paint(self):
        self.mix()

    def mix(self):
        pass

Point = namedtuple("Point", "x y")

class Grid(Point):
    def total(self):
        return self.x

Color.RED.paint()
c = Color.BLUE
c.mix()
Grid(1, 2).total()
