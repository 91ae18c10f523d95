def func1():
    pass

def func2():
    pass

def func3():
    pass

def last():
    pass

def go():
    a, *b = func1, func2, func3
    a()
    b[0]()

def end():
    *x, y = [func1, last]
    return x

go()
end()
