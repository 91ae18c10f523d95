package p;

public class Widget {
    public void draw() {}
}
