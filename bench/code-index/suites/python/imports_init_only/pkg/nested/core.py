class Nested:
    def __init__(self):
        pass
