class MyClass:
    def __init__(self):
        self.func()

    def func(self):
        pass

    def other(self):
        self.func()

a = MyClass()
a.func()
a.other()
b = a.other
b()
