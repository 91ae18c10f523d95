class Car : Vehicle
{
    private readonly Engine engine;
    private Radio radio = new Radio();
    public static readonly Car Default = new Car();

    public Car() : this(new Engine(1)) { }

    public Car(Engine engine) : base("car")
    {
        this.engine = engine;
        Check(engine);
    }

    public void Check(Engine e)
    {
        e.Start();
        engine.Start();
        radio.Play();
    }

    static Car()
    {
        Vehicle.Register("static");
    }
}

class Engine
{
    public Engine(int power) { Init(); }

    private void Init() { }

    public void Start() { }
}

class Radio
{
    public void Play() { }
}

class Vehicle
{
    public Vehicle(string name) { Register(name); }

    public static void Register(string name) { }
}

class Point(int x, int y)
{
    public int Sum() => Add(x, y);

    private static int Add(int a, int b) => a + b;
}

class Point3(int x, int y, Engine e) : Point(x, y)
{
    public void Go() => e.Start();
}

class Garage
{
    private readonly Engine spare = new(3);

    void Open()
    {
        Car c = new(new Engine(2));
        c.Check(null);
        var p = new Point(1, 2);
        p.Sum();
        new Point3(1, 2, spare).Go();
        Car.Default.Check(spare);
        Radio r = new() { };
        r.Play();
    }
}
