namespace Acme.Greetings;

public class Greeter
{
    private readonly string text;

    public Greeter(string text)
    {
        this.text = text;
    }

    public void Greet(string name) => Write(Text() + name);

    public string Text() => text;

    private static void Write(string s) { }
}
