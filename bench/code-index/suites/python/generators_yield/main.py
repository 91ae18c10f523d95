def f():
    pass

def g():
    pass

def gen():
    yield f
    yield g

def delegate():
    yield from gen()

for x in gen():
    x()

def use():
    for y in delegate():
        y()
    next(gen())()

use()
