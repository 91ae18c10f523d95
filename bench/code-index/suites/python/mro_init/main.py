class Base:
    def __init__(self):
        self.setup()

    def setup(self):
        raise NotImplementedError

class Mixin:
    def extra(self):
        pass

class Child(Mixin, Base):
    def setup(self):
        self.extra()

Child()
