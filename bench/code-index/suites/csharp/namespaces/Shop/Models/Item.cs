namespace Acme.Shop.Models
{
    using Acme.Util;

    public class Item
    {
        public Item(string name) { Strings.Upper(name); }

        public int Price() => Tax.Rate();
    }

    static class Tax
    {
        public static int Rate() => 1;
    }
}

namespace Acme.Shop.Internal
{
    public static class Stock
    {
        public static void Reserve() => new Models.Item("s");
    }
}
