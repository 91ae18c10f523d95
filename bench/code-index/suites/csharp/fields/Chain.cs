class Engine
{
    public Pump Pump { get; } = Pump.Create();

    public Engine Tune() => this;
}

class Pump
{
    public static Pump Create() => new Pump();

    public void Prime() { }
}

class Car
{
    public Engine Engine { get; set; }
    public Engine Backup => Engine;
    private static Car instance;
    public static Car Instance
    {
        get
        {
            return instance ?? (instance = new Car());
        }
    }
    private readonly Engine[] spare = new Engine[2];

    public void Drive()
    {
        Engine.Pump.Prime();
        this.Engine.Tune().Tune();
        spare[0].Tune();
        foreach (Engine e in spare) e.Tune();
        Backup.Tune();
    }
}

class Driver
{
    void Go(Car car)
    {
        car.Engine.Tune();
        Car.Instance.Drive();
        var c = Car.Instance;
        c.Drive();
        var engine = c?.Engine ?? new Engine();
        engine.Tune();
        c.Engine?.Tune();
        c!.Drive();
        Car[] cars = { new Car() };
        cars[0].Drive();
        Engine first, second = new Engine();
        second.Tune();
        var built = new Car { Engine = new Engine() };
        built.Engine.Tune();
    }
}
