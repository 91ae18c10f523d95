using System.Collections.Generic;
using System.Linq;

class Product
{
    public int Price() => 1;

    public bool Available() => true;

    public Maker Maker { get; set; }
}

class Maker
{
    public string Name() => "m";
}

class Shop
{
    private readonly List<Product> products = new();
    private readonly Dictionary<string, Product> byName = new Dictionary<string, Product>();

    public void Add() => products.Add(new Product());

    public int Total() => products.Where(p => p.Available()).Sum(p => p.Price());

    public List<string> Makers() => products.Select(p => p.Maker).Select(m => m.Name()).ToList();

    public void Print()
    {
        products.ForEach(Show);
        products.First().Price();
        products.FirstOrDefault(p => p.Available())?.Maker.Name();
        foreach (var pair in byName)
        {
            pair.Value.Price();
        }
        if (byName.TryGetValue("a", out var found))
        {
            found.Available();
        }
        var cheap = from p in products where p.Available() select p.Maker;
        byName["x"].Price();
        products[0].Maker.Name();
    }

    static void Show(Product p) => p.Available();
}
