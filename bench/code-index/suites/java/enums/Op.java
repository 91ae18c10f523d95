import java.util.function.IntBinaryOperator;

enum Op {
    ADD("+") {
        @Override
        int apply(int a, int b) {
            return Maths.add(a, b);
        }
    },
    SUB("-") {
        @Override
        int apply(int a, int b) {
            return Maths.sub(a, b);
        }
    };

    private final String symbol;

    Op(String symbol) {
        this.symbol = clean(symbol);
    }

    abstract int apply(int a, int b);

    String symbol() {
        return symbol;
    }

    static String clean(String s) {
        return s;
    }

    static Op parse(String s) {
        for (Op op : values()) {
            if (op.symbol().equals(s)) {
                return op;
            }
        }
        return ADD;
    }
}

class Maths {
    static int add(int a, int b) {
        return a + b;
    }

    static int sub(int a, int b) {
        return a - b;
    }
}

enum Planet {
    EARTH, MARS;

    double gravity() {
        return switch (this) {
            case EARTH -> earth();
            case MARS -> mars();
        };
    }

    private double earth() {
        return 9.8;
    }

    private double mars() {
        return 3.7;
    }
}

class Calculator {
    int run() {
        Planet.MARS.gravity();
        Planet p = Planet.EARTH;
        p.gravity();
        return Op.parse("-").symbol().length();
    }
}
