import tools as t, other as o
from tools import (
    hammer as h,
    saw,
)

try:
    from fast import speed
except ImportError:
    from slow import speed

def lazy():
    import lib.deep as deep
    from lib import deep as again
    deep.dive()
    again.swim()

t.hammer()
o.thing()
h()
saw()
speed()
lazy()
