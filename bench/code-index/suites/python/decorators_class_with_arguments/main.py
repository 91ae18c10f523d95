class Retry:
    def __init__(self, times):
        self.times = times

    def __call__(self, f):
        def again(*args, **kwargs):
            return f(*args, **kwargs)
        return again

class Memo:
    def __init__(self, f):
        self.f = f

    def __call__(self, x):
        return self.f(x)

@Retry(3)
def work(x):
    pass

@Memo
def compute(x):
    helper()

def helper():
    pass

work(1)
compute(2)
