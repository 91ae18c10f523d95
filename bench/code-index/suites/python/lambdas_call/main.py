def func():
    pass

x = lambda: func()
x()
(lambda f: f())(func)
