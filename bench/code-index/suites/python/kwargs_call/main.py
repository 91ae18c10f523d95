def one():
    pass

def two():
    pass

def func(a, b=one):
    a()
    b()

def chain(**kw):
    func(**kw)
    kw["a"]()

func(b=two, a=one)
func(a=two)
chain(a=one, b=two)
