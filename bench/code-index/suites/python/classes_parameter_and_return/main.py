class A:
    def func(self):
        pass

def build():
    return A()

def give():
    return A

def use(a):
    a.func()

use(build())
give()().func()
build().func()
