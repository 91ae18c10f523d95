using System;
using Acme.Shop;
using Acme.Shop.Models;
using static Acme.Util.Maths;
using Txt = Acme.Util.Strings;
using Store = Acme.Shop.Internal;

namespace Acme.App
{
    class MainClass
    {
        static void Main()
        {
            var cart = new Cart();
            cart.Add(new Item("a"));
            Square(2);
            Txt.Upper("x");
            Acme.Util.Maths.Cube(3);
            Store.Stock.Reserve();
            new Neighbour().Hello();
            Root.Top();
            Util.Strings.Upper("y");
            global::Acme.Util.Strings.Lower("z");
        }
    }

    class Neighbour
    {
        public void Hello() => new Acme.Shop.Cart().Size();
    }
}
