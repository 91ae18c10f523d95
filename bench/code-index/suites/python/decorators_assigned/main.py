def dec(f):
    return f

def mk():
    return dec

d = mk()

@d
def func():
    pass

class A:
    @d
    def method(self):
        func()

A().method()
