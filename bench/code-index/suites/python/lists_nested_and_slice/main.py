def func1():
    pass

def func2():
    pass

def func3():
    pass

ls = [func1, [func2, [func3]]]
ls[1][0]()
ls[1][1][0]()
part = [func1, func1][0:1]
part[0]()
