def param_func():
    pass

def func(a):
    b = a
    b()

func(param_func)
