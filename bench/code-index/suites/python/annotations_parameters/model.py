class User:
    def greet(self):
        pass
