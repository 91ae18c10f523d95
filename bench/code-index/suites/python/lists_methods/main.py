def a():
    pass

def b():
    pass

stack = []
stack.append(a)
stack.pop()()
queue = list()
queue.extend([b])
for f in queue:
    f()
both = [a] + [b]
for f in both:
    f()

class Registry:
    def __init__(self):
        self.items = []

    def add(self, f):
        self.items.append(f)

    def run(self):
        for item in self.items:
            item()

r = Registry()
r.add(a)
r.run()
