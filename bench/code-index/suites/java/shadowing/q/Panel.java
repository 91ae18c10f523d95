package q;

class Panel {
    Widget widget = new Widget();
    int draw;

    void show(p.Widget widget) {
        widget.draw();
        this.widget.draw();
        draw();
    }

    void draw() {
        {
            p.Widget widget = new p.Widget();
            widget.draw();
        }
        widget.draw();
        String show = "x";
        show(null);
    }
}
