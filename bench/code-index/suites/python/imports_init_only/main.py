from pkg import func, Thing
from pkg.nested import Nested
func()
Thing().run()
Nested()
