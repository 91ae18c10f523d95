from impl import Product, tool

def get():
    return tool

class Factory:
    def make(self):
        return Product()
