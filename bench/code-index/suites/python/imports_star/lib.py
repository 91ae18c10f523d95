from inner import *

def public():
    pass

class Klass:
    def go(self):
        pass
