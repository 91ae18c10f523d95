import simple
import simple as s
from simple import func1 as f1
from simple import func2
import pkg
import pkg.mod
from pkg import mod as m, other
from pkg.mod import target
import pkg.sub.leaf as leaf

simple.func1()
s.func2()
f1()
func2()
pkg.init_func()
pkg.mod.target()
m.target()
other.thing()
target()
leaf.end()
