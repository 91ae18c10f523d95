class A:
    @staticmethod
    def st(f):
        f()

    @classmethod
    def create(cls):
        return cls()

    def run(self):
        A.st(leaf)
        self.st(leaf)

class B(A):
    def only_b(self):
        pass

def leaf():
    pass

A.create().run()
B.create().only_b()
