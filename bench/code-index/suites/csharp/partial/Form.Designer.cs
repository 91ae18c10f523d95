namespace Ui
{
    public partial class Form
    {
        private Label label;

        private void InitializeComponent()
        {
            label = new Label();
            Layout();
        }

        public void Layout()
        {
            button.Press();
            label.Show();
        }

        partial void OnClicked()
        {
            label.Show();
        }
    }
}
