class Box:
    def __init__(self, f):
        self._f = f

    def _get(self):
        return self._f

    def _set(self, value):
        self._f = value

    content = property(_get, _set, doc="what is inside")
    other = property(lambda self: leaf)

def leaf():
    pass

def thing():
    pass

b = Box(thing)
f = b.content
f()
b.other()
b._get()
