def first():
    pass

def second():
    pass

def pair(a, b):
    a()
    inner(b)

def inner(c):
    c()

items = [first, second]
pair(*items)
