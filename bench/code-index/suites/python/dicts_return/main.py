def func1():
    pass

def table():
    d = {"a": func1}
    return d

def pick():
    d = {"k": func1}
    return d["k"]

table()["a"]()
pick()()
