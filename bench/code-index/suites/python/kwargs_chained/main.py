def leaf():
    pass

def func3(c):
    c()

def func2(b):
    func3(c=b)

def func1(a):
    func2(b=a)

func1(a=leaf)
