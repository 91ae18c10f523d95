def apply(f):
    f()

def pick():
    pass
