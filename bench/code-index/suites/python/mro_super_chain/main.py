class A:
    def func(self):
        pass

class B(A):
    def func(self):
        super().func()

class C(A):
    def func(self):
        super().func()

class D(B, C):
    def func(self):
        super().func()

D().func()
