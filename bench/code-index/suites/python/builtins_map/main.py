def double(x):
    return x

def keep(x):
    return True

def order(x):
    return x

list(map(double, [1, 2]))
list(filter(keep, [1]))
sorted([3], key=order)
max([1], key=lambda n: order(n))
