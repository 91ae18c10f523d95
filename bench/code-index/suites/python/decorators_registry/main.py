REGISTRY = []
COMMANDS = {}

def register(f):
    REGISTRY.append(f)
    return f

def command(name):
    def add(f):
        COMMANDS[name] = f
        return f
    return add

@register
def one():
    pass

@register
def two():
    pass

@command("go")
def go():
    pass

@command("stop")
def stop():
    pass

for f in REGISTRY:
    f()
COMMANDS["go"]()
