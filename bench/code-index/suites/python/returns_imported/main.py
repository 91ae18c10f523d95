from mod import get, Factory

f = get()
f()
Factory().make().run()
