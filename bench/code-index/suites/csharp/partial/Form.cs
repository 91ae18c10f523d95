namespace Ui;

public partial class Form : Control
{
    private readonly Button button;

    public Form()
    {
        button = new Button();
        InitializeComponent();
    }

    public void Click()
    {
        button.Press();
        Layout();
        OnClicked();
        Refresh();
    }

    partial void OnClicked();
}
