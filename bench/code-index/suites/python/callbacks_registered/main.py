class Bus:
    def __init__(self):
        self.handlers = {}

    def on(self, name, handler):
        self.handlers.setdefault(name, []).append(handler)

    def emit(self, name, *args):
        for handler in self.handlers.get(name, []):
            handler(*args)

class Listener:
    def __init__(self, bus):
        bus.on("x", self.react)

    def react(self, value):
        pass

bus = Bus()
Listener(bus)
bus.emit("x", 1)
