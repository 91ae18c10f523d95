package r;

import p.Widget;
import q.*;

class Frame {
    void draw(Widget w) {
        w.draw();
        new Widget().draw();
    }
}
