def dive():
    pass

def swim():
    pass
