def plain():
    pass

class Machine:
    table = {"plain": plain}

    def __init__(self):
        self.handlers = {"start": self.on_start, "stop": self.on_stop}
        self.queue = [self.on_stop]

    def on_start(self):
        self.table["plain"]()

    def on_stop(self):
        pass

    def run(self, name):
        self.handlers[name]()

    def start(self):
        self.handlers["start"]()

    def drain(self):
        while self.queue:
            self.queue.pop()()

m = Machine()
m.start()
m.run("stop")
m.drain()
