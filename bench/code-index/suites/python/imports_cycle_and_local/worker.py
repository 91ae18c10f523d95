import main

def work():
    main.helper()
    import util.text as t
    t.clean()
