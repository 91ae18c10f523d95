import c
from c import func as name

def b_func():
    c.func()
