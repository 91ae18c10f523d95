def func1():
    pass

def func2():
    pass

def func3():
    pass

a, b = func1, func2
a()
b()
(a, (c, d)) = (func3, (func1, b))
a()
