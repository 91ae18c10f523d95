def load():
    return 1


class Store:
    def read(self):
        return load()
