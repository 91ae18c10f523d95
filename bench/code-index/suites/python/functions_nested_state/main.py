def outer():
    def first():
        return second()

    def second():
        return third

    def third():
        pass

    return first

outer()()()

def pipeline(*stages):
    def run(x):
        for stage in stages:
            x = stage(x)
        return x
    return run

def inc(x):
    return x

def dec(x):
    return x

pipeline(inc, dec)(1)
