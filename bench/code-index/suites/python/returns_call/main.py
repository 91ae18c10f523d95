def leaf():
    pass

def func():
    return leaf

a = func()
a()
func()()

def both(flag):
    if flag:
        return leaf
    return func

both(1)()
