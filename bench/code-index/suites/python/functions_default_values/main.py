def fallback():
    pass

def custom():
    pass

def run(cb=fallback):
    cb()

def run2(x, *, cb=None):
    cb = cb or fallback
    cb()

run()
run(custom)
run2(1, cb=custom)
