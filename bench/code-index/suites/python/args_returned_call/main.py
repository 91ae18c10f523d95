def worker():
    pass

def choose():
    return worker

def run(task):
    task()

run(choose())
