from layer7 import Store, load


def run():
    load()
    return Store().read()


run()
