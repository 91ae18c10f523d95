def func1():
    pass

def func2():
    pass

class A:
    attr = func1

class B(A):
    pass

class C(A):
    attr = func2

b = B
b.attr()
C.attr()
