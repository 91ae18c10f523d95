namespace Ui;

public class Control
{
    public void Refresh() { }
}

public class Button
{
    public void Press() { }
}

public class Label
{
    public void Show() { }
}
