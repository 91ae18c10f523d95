def func():
    pass

x = lambda f: f
y = lambda g: x(g)
y(func)()
