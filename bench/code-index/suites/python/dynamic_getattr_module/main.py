import tools

getattr(tools, "hammer")()
globals()["local"]()

def local():
    pass

class Host:
    def act(self):
        pass

setattr(Host, "extra", local)
h = Host()
h.extra()
type(h)().act()
h.__class__().act()
