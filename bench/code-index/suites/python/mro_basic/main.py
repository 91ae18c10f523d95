class A:
    def func(self):
        pass

class B:
    def func(self):
        pass

class C(A, B):
    pass

class D(C):
    def other(self):
        self.func()

C().func()
D().other()
