def func(f):
    f()

def make():
    return lambda: leaf()

def leaf():
    pass

func(lambda: leaf())
make()()
