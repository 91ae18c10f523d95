from .. import other
from ..other import thing

def end():
    other.thing()
    thing()
