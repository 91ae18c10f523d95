class MyError(Exception):
    def __init__(self, text):
        self.text = text

    def show(self):
        pass

class Bare(Exception):
    def __init__(self):
        pass

def fail():
    raise MyError("x")

def fail_bare():
    raise Bare

def run():
    try:
        fail()
        fail_bare()
    except MyError as e:
        e.show()
    except (Bare, ValueError):
        pass
    finally:
        clean()

def clean():
    pass

run()
