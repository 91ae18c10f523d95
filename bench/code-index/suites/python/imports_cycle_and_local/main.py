def helper():
    pass

def start():
    from worker import work
    work()

if __name__ == "__main__":
    start()
