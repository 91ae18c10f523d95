from app.core import run
from app import core

def main():
    run()
    core.run()
