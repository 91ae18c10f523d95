class Callable:
    def __call__(self, f):
        return f()

def done():
    pass

c = Callable()
c(done)
Callable()(done)
