def a():
    pass

def b():
    pass

def run(first, second=b, *rest, last=a):
    first()
    second()
    for r in rest:
        r()
    last()

run(a)
run(b, a, b, last=b)
