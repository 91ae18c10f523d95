using System;

public delegate int Op(int a, int b);

class Button
{
    public event EventHandler Clicked;
    public event Action<string> Named;
    private Func<int, int> transform;

    public Button(Func<int, int> transform)
    {
        this.transform = transform;
    }

    public void Click()
    {
        Clicked?.Invoke(this, EventArgs.Empty);
        Named("x");
        transform(1);
    }
}

class Program
{
    static int Add(int a, int b) => a + b;

    static int Sub(int a, int b) => a - b;

    static int Apply(Op op, int x) => op(x, x);

    static int Double(int x) => x * 2;

    static void Log(string s) { }

    static void OnClicked(object sender, EventArgs e) => Log("clicked");

    static Func<int, int> Adder(int n) => x => Add(x, n);

    static void Main()
    {
        Apply(Add, 1);
        Op op = Sub;
        op(1, 2);
        var button = new Button(Double);
        button.Clicked += OnClicked;
        button.Named += name => Log(name);
        button.Click();
        Adder(1)(2);
        Action done = () => Log("done");
        done();
        done.Invoke();
        Func<int, int> anon = delegate (int x) { return Double(x); };
        anon(1);
    }
}
