from base import Visitor

class Printer(Visitor):
    def visit_Name(self, node):
        self.out(node)

    def visit_Call(self, node):
        self.generic_visit(node)

    def out(self, x):
        pass

class Name:
    pass

Printer().visit(Name())
