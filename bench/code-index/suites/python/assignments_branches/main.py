import sys

def yes():
    pass

def no():
    pass

def never():
    pass

def run(flag):
    f = never
    if flag:
        f = yes
    else:
        f = no
    f()

run(len(sys.argv) > 1)
