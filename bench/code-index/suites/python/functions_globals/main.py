hook = None

def install(f):
    global hook
    hook = f

def fire():
    hook()

def target():
    pass

install(target)
fire()
