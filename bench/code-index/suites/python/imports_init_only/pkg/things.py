class Thing:
    def run(self):
        pass
