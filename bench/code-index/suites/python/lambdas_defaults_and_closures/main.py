def a():
    pass

def b():
    pass

fs = [lambda f=f: f() for f in (a, b)]
for f in fs:
    f()

def adder(g):
    return lambda: g()

adder(a)()
pick = {"x": lambda: b()}
pick["x"]()
