using System.Collections.Generic;

interface IEntity
{
    int Id();
}

class User : IEntity
{
    public int Id() => 1;

    public void Greet() { }
}

abstract class Repo<T> where T : IEntity
{
    private readonly Dictionary<int, T> byId = new();

    public void Save(T item)
    {
        Validate(item);
        byId[item.Id()] = item;
    }

    public T Find(int id) => byId[id];

    protected abstract void Validate(T item);
}

class UserRepo : Repo<User>
{
    protected override void Validate(User u) => u.Greet();
}

class Box<T>
{
    private T value;

    public T Value { get; set; }

    public void Set(T v) { value = v; }

    public T Get() => value;

    public static Box<T> Empty() => new Box<T>();
}

class Program
{
    static T Pick<T>(IList<T> list) => list[0];

    static T Make<T>() where T : new() => new T();

    static void Main()
    {
        var repo = new UserRepo();
        repo.Save(new User());
        repo.Find(1).Greet();
        var box = new Box<User>();
        box.Get().Greet();
        box.Value.Id();
        Box<User>.Empty().Get().Id();
        Pick(new List<User>()).Greet();
        Make<User>().Greet();
    }
}
