from helper import apply, pick
import helper

def local():
    pass

apply(local)
helper.apply(pick)
