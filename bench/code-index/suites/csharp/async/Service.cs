using System.Collections.Generic;
using System.Threading.Tasks;

class Client
{
    public async Task<Reply> Get(string url)
    {
        await Connect();
        return new Reply();
    }

    private Task Connect() => Task.CompletedTask;

    public async IAsyncEnumerable<Reply> Stream()
    {
        yield return await Get("s");
    }
}

class Reply
{
    public string Body() => "";

    public static Reply Parse(string s) => new Reply();
}

class Service
{
    private readonly Client client;

    public Service(Client client) => this.client = client;

    public async Task Run()
    {
        var reply = await client.Get("a");
        reply.Body();
        (await client.Get("b")).Body();
        client.Get("c").Result.Body();
        await foreach (var r in client.Stream())
        {
            r.Body();
        }
        await Task.Run(() => Work());
        var all = await Task.WhenAll(client.Get("d"), client.Get("e"));
        all[0].Body();
        var later = await client.Get("f").ConfigureAwait(false);
        later.Body();
    }

    private void Work() => Numbers();

    private IEnumerable<int> Numbers()
    {
        yield return One();
    }

    private static int One() => 1;
}
