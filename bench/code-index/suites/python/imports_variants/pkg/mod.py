from . import other
from .sub import leaf
from .sub.leaf import end as finish

def target():
    other.thing()
    leaf.end()
    finish()
