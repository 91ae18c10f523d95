class Cls:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        return It(self.items)

class It:
    def __init__(self, items):
        self.items = items

    def __next__(self):
        return func

def func():
    pass

c = Cls([1])
for i in c:
    i()
