class Box:
    pass

def content():
    pass

def other():
    pass

b = Box()
b.f = content
b.f()
Box.g = other
b.g()

def reader(box):
    box.f()

reader(b)
