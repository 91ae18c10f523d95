using System.Collections.Generic;

namespace Acme.Ext;

public static class StringExtensions
{
    public static string Shout(this string s) => s.Loud() + Mark();

    public static string Loud(this string s) => s;

    static string Mark() => "!";
}

public static class ItemExtensions
{
    public static int Total(this IEnumerable<Item> items)
    {
        int sum = 0;
        foreach (var item in items) sum += item.Price();
        return sum;
    }

    public static Item Discount(this Item item, int by)
    {
        item.Price();
        return item;
    }
}
