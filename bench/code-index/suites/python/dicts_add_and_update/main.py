def func1():
    pass

def func2():
    pass

def func3():
    pass

d = {}
d["a"] = func1
d["a"]()
d.update({"b": func2})
d["b"]()
d["c"] = func3
d.get("c")()
