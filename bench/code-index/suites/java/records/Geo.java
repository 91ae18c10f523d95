record Point(int x, int y) {
    Point {
        check(x);
    }

    Point(int both) {
        this(both, both);
    }

    static void check(int n) {}

    static Point origin() {
        return new Point(0, 0);
    }

    double distance(Point other) {
        return Math.hypot(x - other.x(), y - other.y());
    }

    Point moved(int by) {
        return new Point(x + by, y + by);
    }
}

record Pair<A, B>(A first, B second) {
    <C> Pair<C, B> withFirst(C c) {
        return new Pair<>(c, second);
    }
}

interface Located {
    Point where();
}

record City(String name, Point where) implements Located {
    boolean near(City other) {
        return where.distance(other.where()) < 1;
    }
}

class Map {
    void draw() {
        Point p = Point.origin().moved(1);
        City c = new City("a", p);
        c.near(c);
        c.where().moved(2);
        Pair<City, Point> pair = new Pair<>(c, p);
        pair.first().near(c);
        pair.second().moved(3);
        pair.withFirst("s");
        new Point(1);
    }
}
