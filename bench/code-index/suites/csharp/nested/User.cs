using N;
using Deepest = N.Outer.Node.Deep;

class User
{
    void Use()
    {
        Outer.Node node = Outer.Node.Of();
        node.Next();
        var other = new Outer.Node();
        other.Next();
        new Deepest().Go();
        Outer.Consts.Max();
    }
}
