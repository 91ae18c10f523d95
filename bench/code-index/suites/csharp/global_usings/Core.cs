namespace Acme.Core;

public static class Checks
{
    public static void NotNull(object o) { }
}

public class Clock
{
    public void Tick() { }
}
