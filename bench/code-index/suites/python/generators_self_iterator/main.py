class Cls:
    def __init__(self, max=0):
        self.max = max

    def __iter__(self):
        self.n = 0
        return self

    def __next__(self):
        if self.n > self.max:
            raise StopIteration
        self.step()
        return self.step

    def step(self):
        pass

for x in Cls(3):
    x()
