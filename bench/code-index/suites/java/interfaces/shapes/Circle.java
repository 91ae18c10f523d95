package shapes;

public class Circle implements Shape {
    private final double r;

    public Circle(double r) {
        this.r = r;
    }

    public double area() {
        return square(r);
    }

    private double square(double x) {
        return x * x;
    }
}
