def one():
    pass

def two():
    pass

def call_all(*fs):
    for f in fs:
        f()
    fs[0]()

def forward(*args):
    call_all(*args)

forward(one, two)
