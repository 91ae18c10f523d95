def a():
    pass

def b():
    pass

for i, f in enumerate([a]):
    f()
for x, y in zip([a], [b]):
    y()
for g in reversed([b]):
    g()
