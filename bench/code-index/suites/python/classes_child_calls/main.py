class Base:
    def func(self):
        self.child()

    def child(self):
        pass

class Child(Base):
    def child(self):
        pass

class Other(Base):
    pass

c = Child()
c.func()
c.child()
Other().child()
