def func1():
    pass

def func2():
    pass

d = {"a": {"b": func1, "c": {"d": func2}}}
d["a"]["b"]()
d["a"]["c"]["d"]()
