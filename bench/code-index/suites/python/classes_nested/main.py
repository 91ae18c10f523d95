class Outer:
    class Inner:
        def __init__(self):
            pass

        def go(self):
            pass

    def make(self):
        return Outer.Inner()

    def use(self):
        self.Inner().go()

def func():
    class Local:
        def work(self):
            pass
    x = Local()
    x.work()

o = Outer()
o.make().go()
o.use()
func()
