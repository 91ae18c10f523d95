def dec(f):
    def inner():
        return f()
    return inner

@dec
def func():
    pass

func()
