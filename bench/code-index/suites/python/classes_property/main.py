class A:
    def __init__(self):
        self._h = helper

    @property
    def h(self):
        return self._h

    @h.setter
    def h(self, value):
        check(value)
        self._h = value

def helper():
    pass

def check(v):
    pass

a = A()
a.h()
a.h = helper
