class A:
    def __init__(self, f):
        self.f = f

    def run(self):
        self.f()
        self.method = self.step
        self.method()

    def step(self):
        pass

def target():
    pass

A(target).run()
