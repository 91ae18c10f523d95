from pkg.nested.core import Nested
