def make_counter(notify):
    count = 0
    callback = None

    def set_callback(f):
        nonlocal callback
        callback = f

    def bump():
        notify()
        if callback:
            callback()

    return set_callback, bump

def ping():
    pass

def done():
    pass

setter, bump = make_counter(ping)
setter(done)
bump()
