package shapes;

public interface Shape {
    double area();

    default String describe() {
        return Shape.format(area());
    }

    static String format(double d) {
        return "" + d;
    }
}
