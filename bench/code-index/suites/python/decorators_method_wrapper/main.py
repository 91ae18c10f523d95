import functools

def checked(method):
    @functools.wraps(method)
    def wrapper(self, *args):
        self.check()
        return method(self, *args)
    return wrapper

class Account:
    def check(self):
        pass

    @checked
    def pay(self, how):
        how()

def cash():
    pass

Account().pay(cash)
