def func1():
    pass

def func2():
    pass

def func3():
    pass

ls = [func1, func2]
ls[0]()
ls.append(func3)

def take(items, i):
    items[i]()

take([func2], 0)
