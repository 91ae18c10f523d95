class Engine:
    def start(self):
        pass

class Car:
    engine: Engine
    spare: "Engine"

    def __init__(self, engine: Engine):
        self.own = engine
        self.typed: Engine = load()

    def go(self):
        self.engine.start()
        self.own.start()

    def more(self):
        self.typed.start()
        self.spare.start()

def load():
    return None

def drive(car: Car):
    car.go()
    car.own.start()
