from functools import partial, reduce, wraps

def add(f, n):
    f()

def unit():
    pass

def step(total, x):
    return total

bound = partial(add, unit)
bound(2)
reduce(step, [1, 2], 0)
