using Acme.Shop.Models;

namespace Acme.Shop;

public class Cart
{
    public void Add(Item item)
    {
        item.Price();
        Internal.Stock.Reserve();
    }

    public int Size() => 0;
}
