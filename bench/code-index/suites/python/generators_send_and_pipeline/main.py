def produce():
    yield one
    received = yield two
    received()

def one():
    pass

def two():
    pass

def three():
    pass

def only(items):
    for item in items:
        yield item

g = produce()
next(g)()
for f in only(produce()):
    f()
result = [f() for f in only([three])]
