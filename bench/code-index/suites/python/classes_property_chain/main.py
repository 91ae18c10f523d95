class Node:
    def __init__(self, child):
        self._child = child

    @property
    def child(self):
        return self._child

    @child.setter
    def child(self, value):
        self._child = value

    @property
    def depth(self):
        return 1 + self.child.depth

    def close(self):
        pass

class Leaf(Node):
    @property
    def depth(self):
        return 0

def show(node):
    return node.depth

n = Node(Leaf(None))
show(n)
n.child.close()
