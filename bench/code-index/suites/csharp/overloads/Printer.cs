class Printer
{
    public void Print(string s) => Print(s, 1);

    public void Print(string s, int times) { Print(s, times, true); }

    public void Print(string s, int times, bool newline) { Emit(s); }

    private void Emit(params string[] parts) { }

    public static int Max(int a, int b) => a;

    public static int Max(int a, int b, int c) => Max(Max(a, b), c);

    public void Open(string path, int mode = 0, bool create = false) { }

    public void Open() => Open("x");
}

class ColorPrinter : Printer
{
    public new void Print(string s)
    {
        base.Print(s);
        Print(s, 2);
    }

    public void Demo()
    {
        Print("a");
        Print("a", 1, newline: false);
        Printer.Max(1, 2, 3);
        Open();
        Open("a", create: true);
    }
}
