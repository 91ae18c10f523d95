namespace Acme.App;

public class Runner
{
    private readonly Clock clock = new();

    public void Run()
    {
        NotNull(clock);
        clock.Tick();
    }
}
