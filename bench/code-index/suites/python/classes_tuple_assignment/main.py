class A:
    def run(self):
        pass

class B:
    def run(self):
        pass

a, b = A(), B()
a.run()

def f():
    x, y = B, A
    y().run()

f()
