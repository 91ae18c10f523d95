def func1():
    pass

def func2():
    pass

def call(table, key):
    table[key]()

def put(table, key, value):
    table[key] = value

d = {"a": func1, "b": func2}
call(d, "a")
e = {}
put(e, "x", func2)
e["x"]()
