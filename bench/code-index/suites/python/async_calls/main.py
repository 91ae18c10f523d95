import asyncio

class Client:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        pass

    async def fetch(self):
        return handler

def handler():
    pass

async def agen():
    yield handler

async def main():
    async with Client() as c:
        h = await c.fetch()
        h()
    async for x in agen():
        x()
    await asyncio.gather(job(1), job(2))

async def job(n):
    pass

asyncio.run(main())
