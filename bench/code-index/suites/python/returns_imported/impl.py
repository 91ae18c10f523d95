class Product:
    def run(self):
        pass

def tool():
    pass
