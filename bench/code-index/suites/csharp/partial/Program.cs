using Ui;

class Program
{
    static void Main()
    {
        var form = new Form();
        form.Click();
        form.Layout();
        form.Refresh();
    }
}
