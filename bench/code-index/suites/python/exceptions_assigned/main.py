import json

class A:
    class E(Exception):
        def __init__(self):
            pass

e = A.E
try:
    import missing_lib as lib
except ImportError:
    lib = None

try:
    from fast import load
except ImportError:
    def load():
        pass

def go():
    load()
    raise e()

go()
