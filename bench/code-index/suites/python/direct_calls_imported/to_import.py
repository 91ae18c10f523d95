def inner():
    pass

def func():
    return inner
