def f():
    one()

def one():
    pass

def two():
    pass

def f():
    two()

f()
