def on_a():
    pass

def on_b():
    pass

handlers = {"a": on_a, "b": on_b}

def dispatch(name):
    handler = handlers.get(name)
    if handler:
        handler()

def everything():
    for key, value in handlers.items():
        value()
    for f in handlers.values():
        f()
    for key in handlers:
        handlers[key]()

dispatch("a")
everything()
