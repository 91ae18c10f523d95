class Top:
    def __init__(self):
        pass

    def hello(self):
        pass

class Left(Top):
    pass

class Right(Top):
    def __init__(self):
        super().__init__()

    def hello(self):
        pass

class Bottom(Left, Right):
    pass

b = Bottom()
b.hello()
