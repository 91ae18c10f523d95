class Robot:
    def walk(self):
        pass

    def talk(self):
        pass

r = Robot()
getattr(r, "walk")()
name = "talk"
getattr(r, name)()
