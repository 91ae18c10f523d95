from __future__ import annotations
from typing import Type, Iterator, Callable

class Node:
    def __init__(self, parent: Node | None = None):
        self.parent = parent
        self.children: list[Node] = []

    def root(self) -> Node:
        return self.parent.root() if self.parent else self

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            yield from child.walk()
            child.touch()

    def touch(self) -> None:
        pass

def create(kind: Type[Node]) -> Node:
    return kind()

def use(node: Node, visit: Callable[[Node], None]):
    node.root().touch()
    for n in node.walk():
        n.touch()
    if isinstance(visit, Node):
        visit.touch()

def narrow(x):
    if isinstance(x, Node):
        x.touch()
