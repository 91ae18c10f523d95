import a
from a import b_func
a.b.c.func()
b_func()
a.b.name()
