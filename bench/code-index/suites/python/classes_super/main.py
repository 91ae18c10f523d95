class A:
    def __init__(self):
        self.a = self.hook

    def hook(self):
        pass

    def build(self):
        return self

class B(A):
    def __init__(self):
        super().__init__()

    def go(self):
        self.a()
        super(B, self).build().hook()

B().go()
