from shapes import Square
import shapes as s
import pkg.deep

a = Square(2)
a.area()
b = s.Circle()
b.area()
pkg.deep.Tool().use()
