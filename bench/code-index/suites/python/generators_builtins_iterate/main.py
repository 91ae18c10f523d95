class Bag:
    def __init__(self):
        self.items = [ping]

    def __iter__(self):
        return iter(self.items)

class Counter:
    def __iter__(self):
        return self

    def __next__(self):
        return pong

def ping():
    pass

def pong():
    pass

for index, f in enumerate(Bag()):
    f()
list(Counter())[0]()
