using Acme.Greetings;

var greeter = new Greeter("hi");
greeter.Greet("you");
Shout(greeter.Text());

void Shout(string s)
{
    greeter.Greet(Loud(s));
}

static string Loud(string s) => s.ToUpper();

class Extra
{
    public void Use() => new Greeter("x").Text();
}
