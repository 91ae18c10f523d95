def func3():
    pass

def func2(a):
    return a

def func():
    return func2

func()(func3)()
