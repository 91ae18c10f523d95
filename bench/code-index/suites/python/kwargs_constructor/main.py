class Widget:
    def __init__(self, on_click=None, **options):
        self.on_click = on_click
        self.on_hover = options.get("hover")

    def click(self):
        self.on_click()

    def hover(self):
        self.on_hover()

def clicked():
    pass

def hovered():
    pass

config = dict(on_click=clicked, hover=hovered)
w = Widget(**config)
w.click()
w.hover()
