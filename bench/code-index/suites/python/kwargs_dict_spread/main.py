def yes():
    pass

def no():
    pass

def run(x, y):
    x()

opts = {"x": yes, "y": no}
run(**opts)
