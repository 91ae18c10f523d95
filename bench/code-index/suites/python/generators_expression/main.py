def work(x):
    return x

def check(x):
    return True

def source():
    return [work, work]

total = sum(work(x) for x in range(3) if check(x))
for f in (g for g in source()):
    f(1)
