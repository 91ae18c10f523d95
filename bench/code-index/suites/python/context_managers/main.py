import contextlib

class Lock:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.release()

    def release(self):
        pass

    def check(self):
        pass

@contextlib.contextmanager
def opened():
    yield Lock()

def run():
    with Lock() as a:
        a.check()
    with opened() as b, Lock():
        b.release()

run()
