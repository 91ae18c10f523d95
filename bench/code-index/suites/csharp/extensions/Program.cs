using System.Collections.Generic;
using Acme.Ext;

class Program
{
    static void Main()
    {
        "a".Shout();
        var item = new Item();
        item.Discount(1).Discount(2).Price();
        var items = new List<Item> { item };
        items.Total();
        StringExtensions.Loud("b");
        string s = "c";
        s.Loud();
    }
}
