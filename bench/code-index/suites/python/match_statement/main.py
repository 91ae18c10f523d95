class Add:
    def apply(self):
        pass

class Sub:
    def undo(self):
        pass

def run(command):
    match command:
        case Add() as a:
            a.apply()
        case Sub():
            command.undo()
        case [first, *rest]:
            first.apply()
        case _:
            fallback()

def fallback():
    pass

run(Add())
run(Sub())
run([Add()])
