def factory(hook):
    def dec(f):
        def inner():
            hook()
            return f()
        return inner
    return dec

def before():
    pass

@factory(before)
def func():
    pass

func()
