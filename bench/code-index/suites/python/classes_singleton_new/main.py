class Single:
    _one = None

    def __new__(cls):
        if cls._one is None:
            cls._one = super().__new__(cls)
            cls._one.prepare()
        return cls._one

    def prepare(self):
        pass

    def use(self):
        pass

Single().use()
