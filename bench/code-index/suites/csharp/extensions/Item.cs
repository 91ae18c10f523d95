namespace Acme.Ext;

public class Item
{
    public int Price() => 1;
}
