import re
import asyncio
from concurrent.futures import ThreadPoolExecutor

def work(x):
    return x

def done(future):
    pass

def replace(match):
    return "b"

class Pool:
    def __init__(self):
        self.executor = ThreadPoolExecutor(2)

    def start(self):
        future = self.executor.submit(self.task, 1)
        future.add_done_callback(done)

    def task(self, n):
        pass

with ThreadPoolExecutor() as executor:
    executor.submit(work, 1)
    list(executor.map(work, [1, 2]))
re.sub("a", replace, "aa")
Pool().start()

async def main():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, work, 1)
    loop.call_soon(done)
