def func1():
    pass

def func2():
    pass

def func3():
    pass

def run1():
    a, (b, c) = (func1, (func2, func3))
    c()
    return b

run1()()
