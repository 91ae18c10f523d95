def number():
    pass

def text():
    pass

d = {1: number, "1": text}
d[1]()

def use(key):
    d[key]()

use("1")
