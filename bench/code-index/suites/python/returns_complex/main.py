def a():
    pass

def b():
    pass

def pair():
    return a, b

def table():
    return {"k": [a, b]}

x, y = pair()
y()
pair()[0]()
table()["k"][1]()
(a if x else b)()
