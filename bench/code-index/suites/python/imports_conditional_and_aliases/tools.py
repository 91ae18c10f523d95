def hammer():
    pass

def saw():
    pass
