class A:
    def func(self):
        self.smth = self.func2
        self.smth()

    def func2(self):
        pass

class B(A):
    def func2(self):
        pass

class C(A):
    def call(self):
        self.func()

B().func()
C().call()
