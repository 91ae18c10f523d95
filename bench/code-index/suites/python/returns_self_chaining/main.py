class Query:
    def __init__(self):
        self.parts = []

    def where(self, f):
        self.parts.append(f)
        return self

    def limit(self, n):
        return self

    def run(self):
        return [part() for part in self.parts]

class Other:
    def where(self, f):
        return self

    def run(self):
        pass

def one():
    pass

Query().where(one).limit(3).run()
Other().where(one).run()
