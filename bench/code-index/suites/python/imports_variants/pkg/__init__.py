from .mod import target as reexported

def init_func():
    reexported()
