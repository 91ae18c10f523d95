class Base:
    def __init__(self, f):
        self.__f = f
        self._call()

    def _call(self):
        self.__f()

    def clone(self):
        return self.__class__(self.__f)

    def same(self):
        return type(self)(self.__f)

class Derived(Base):
    def __init__(self, f):
        Base.__init__(self, f)

    def _call(self):
        Base._call(self)

def target():
    pass

d = Derived(target)
d.clone()
d.same()
