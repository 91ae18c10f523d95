def func():
    pass

def func2():
    func()

a = func2
a()

def outer():
    def inner():
        func()
    inner()
    return inner

outer()()

def rec(n):
    if n:
        rec(n - 1)

rec(3)
