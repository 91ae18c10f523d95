def leaf():
    pass

def nested(f):
    f()

def func(f):
    nested(f)

b = func
b(leaf)
