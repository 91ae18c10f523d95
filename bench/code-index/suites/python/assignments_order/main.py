def early():
    pass

def late():
    pass

def use_early():
    f = early
    f()
    f = late
    return f

def use_late():
    f = early
    f = late
    f()

use_early()
use_late()
