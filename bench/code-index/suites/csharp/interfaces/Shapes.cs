using System;
using System.Collections.Generic;

public interface IShape
{
    double Area();

    string Describe() => Format(Area());

    static string Format(double d) => d.ToString();
}

public class Circle : IShape
{
    public double Area() => Square(2);

    private double Square(double x) => x * x;
}

public class Box : IShape, IDisposable
{
    double IShape.Area() => Side();

    double Side() => 1;

    public void Dispose() { }
}

interface ISink
{
    void Write(string s);
}

class ConsoleSink : ISink
{
    public void Write(string s) { }
}

class Report
{
    private readonly List<IShape> shapes = new List<IShape>();
    private readonly ISink sink;

    public Report(ISink sink)
    {
        this.sink = sink;
    }

    public void Add(IShape shape) => shapes.Add(shape);

    public double Total()
    {
        double sum = 0;
        foreach (var s in shapes)
        {
            sum += s.Area();
        }
        return sum;
    }

    public void Print(IShape shape)
    {
        sink.Write(shape.Describe());
    }

    static void Main()
    {
        var r = new Report(new ConsoleSink());
        r.Add(new Circle());
        r.Add(new Box());
        r.Total();
        r.Print(new Circle());
        using (var b = new Box())
        {
            b.Dispose();
        }
    }
}
