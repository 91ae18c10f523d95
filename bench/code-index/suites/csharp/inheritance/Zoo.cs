namespace Zoo;

public abstract class Animal
{
    protected Animal(string name) { }

    public abstract string Sound();

    public string Speak() => Name() + Sound();

    public virtual string Name() => "animal";

    protected void Rest() { }
}

public class Dog : Animal
{
    public Dog() : base("dog") { }

    public override string Sound() => Bark();

    private string Bark()
    {
        Rest();
        return "woof";
    }

    public override string Name() => base.Name() + "!";
}

public sealed class Puppy : Dog
{
    public override string Sound()
    {
        this.Play();
        return base.Sound();
    }

    public void Play() => Rest();
}

class Program
{
    static void Main(string[] args)
    {
        Animal a = new Dog();
        a.Speak();
        a.Sound();
        var p = new Puppy();
        p.Name();
        Animal either = args.Length > 0 ? new Dog() : new Puppy();
        either.Sound();
    }
}
