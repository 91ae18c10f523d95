package shapes;

import java.util.ArrayList;
import java.util.List;

public class Report {
    private final List<Shape> shapes = new ArrayList<>();
    private Sink sink;

    void add(Shape shape) {
        shapes.add(shape);
    }

    double total() {
        double sum = 0;
        for (Shape s : shapes) {
            sum += s.area();
        }
        return sum;
    }

    void print(Shape shape) {
        sink.write(shape.describe());
    }

    public static void main(String[] args) {
        Report r = new Report();
        r.add(new Circle(1));
        r.total();
        r.print(new Square());
    }
}

interface Sink {
    void write(String s);
}

class ConsoleSink implements Sink {
    public void write(String s) {}
}
