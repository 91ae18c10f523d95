def f():
    pass

def g():
    pass

d = {k: v for k, v in [("f", f), ("g", g)]}
d["f"]()

def make(names):
    return {n: f for n in names}

make(["a"])["a"]()
