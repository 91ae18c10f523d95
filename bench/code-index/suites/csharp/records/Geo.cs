using System;

namespace Geo;

public record Point(int X, int Y)
{
    public static Point Origin() => new Point(0, 0);

    public double Distance(Point other) => Helper(X - other.X);

    private static double Helper(int n) => n;

    public Point Moved(int by) => this with { X = X + by };
}

public record City(string Name, Point Where)
{
    public bool Near(City other) => Where.Distance(other.Where) < 1;
}

public readonly struct Size
{
    public int W { get; }

    public Size(int w) { W = Check(w); }

    private static int Check(int n) => n;

    public int Area() => W;
}

public enum Level
{
    Low,
    High = 5,
}

public static class LevelExtensions
{
    public static string Label(this Level level) => level switch
    {
        Level.Low => Low(),
        _ => High(),
    };

    static string Low() => "low";

    static string High() => "high";
}

class Program
{
    static void Main()
    {
        var p = Point.Origin().Moved(1);
        var c = new City("a", p);
        c.Near(c);
        c.Where.Moved(2);
        new Size(1).Area();
        Level.High.Label();
        var l = Level.Low;
        l.Label();
        object o = c;
        if (o is City city)
        {
            city.Near(c);
        }
        (o as City).Near(c);
        ((City)o).Where.Distance(p);
        var (a, b) = (p, c);
        b.Near(c);
    }
}
