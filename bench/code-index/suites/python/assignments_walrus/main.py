def make():
    return target

def target():
    pass

if (f := make()):
    f()
