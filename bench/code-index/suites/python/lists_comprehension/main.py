def func1(x):
    return x

def func2(x):
    return True

def func3():
    pass

ls = [func1(a) for a in range(10) if func2(a)]
fs = [f for f in [func3]]
fs[0]()
nested = [[g for g in row] for row in [[func3]]]
nested[0][0]()
[f() for f in fs]
