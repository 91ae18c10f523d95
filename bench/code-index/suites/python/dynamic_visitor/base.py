class Visitor:
    def visit(self, node):
        method = "visit_" + node.__class__.__name__
        visitor = getattr(self, method, self.generic_visit)
        return visitor(node)

    def generic_visit(self, node):
        self.visit_fallback(node)

    def visit_fallback(self, node):
        getattr(self, f"on_{node}")()

    def on_end(self):
        pass

    def off(self):
        pass
