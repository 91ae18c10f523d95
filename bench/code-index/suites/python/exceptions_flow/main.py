class Retry(Exception):
    def __init__(self, action):
        self.action = action

def action():
    pass

def attempt():
    raise Retry(action)

def run():
    try:
        attempt()
    except Retry as error:
        error.action()
    else:
        never()

def never():
    pass

def wrap():
    try:
        run()
    except (ValueError, Retry) as error:
        raise RuntimeError from error
    finally:
        close()

def close():
    pass

wrap()
