from collections import OrderedDict, UserDict

class Stack(list):
    def push(self, item):
        self.append(item)

    def run(self):
        for item in self:
            item()

class Registry(dict):
    def register(self, name, f):
        self[name] = f

    def call(self, name):
        self[name]()

    def get(self, name, default=None):
        return super().get(name, default)

class Ordered(OrderedDict):
    def all(self):
        for f in self.values():
            f()

class Wrapped(UserDict):
    pass

def a():
    pass

def b():
    pass

def c():
    pass

s = Stack()
s.push(a)
s.run()
s[0]()
s.pop()()
r = Registry()
r.register("b", b)
r.call("b")
r.get("b")()
o = Ordered()
o["c"] = c
o.all()
w = Wrapped()
w["x"] = a
w["x"]()
