def f():
    pass

def g():
    pass

def h():
    pass

for name, fn in [("f", f), ("g", g)]:
    fn()

table = [{"call": h}, {"call": f}]
for row in table:
    row["call"]()

for i, (k, v) in enumerate({"x": g}.items()):
    v()
a = b, c = (f, g)
b()
a[1]()
