def func1():
    pass

def func2():
    pass

d = {1: func1, "b": func2}
d[1]()
d["b"]()
