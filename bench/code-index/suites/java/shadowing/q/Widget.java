package q;

public class Widget {
    public void draw() {}
}
