class Tree:
    def __init__(self, action):
        self.action = action

    def __iter__(self):
        yield self.action
        yield from self.walk()

    def walk(self):
        yield leaf

def act():
    pass

def leaf():
    pass

for a in Tree(act):
    a()
