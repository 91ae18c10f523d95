import dataclasses
from typing import Any, NamedTuple

@dataclasses.dataclass(frozen=True)
class Base:
    hook: Any = None

@dataclasses.dataclass
class Child(Base):
    after: Any = None

    def run(self):
        self.hook()
        self.after()

class Pair(NamedTuple):
    left: Any
    right: Any

    def both(self):
        self.left()
        self.right()

def one():
    pass

def two():
    pass

Child(hook=one, after=two).run()
Pair(one, right=two).both()
Base(two)
