using System;

class Program
{
    private int count;

    static void Main(string[] args)
    {
        var app = new Program();
        app.Run();
        Helper(1);
        Program.Helper(2);
        Console.WriteLine(app.Sum(1, 2));
    }

    void Run()
    {
        this.Step();
        Step();
        if (count < 3) Run();
        for (int i = 0; i < 3; i++) Sum(i, i);
    }

    private void Step() => count++;

    int Sum(int a, int b) => Helper(a) + Tools.Twice(b);

    static int Helper(int n) { return n; }
}

static class Tools
{
    public static int Twice(int n) => n * 2;

    public static void Unused() { Twice(1); }
}
