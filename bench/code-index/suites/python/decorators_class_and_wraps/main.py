import functools

class Register:
    def __init__(self, f):
        self.f = f

    def __call__(self):
        return self.f()

def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)
    return wrapper

@Register
def task():
    pass

@logged
def work(cb):
    cb()

task()
work(task)
