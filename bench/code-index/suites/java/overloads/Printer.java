class Printer {
    void print(String s) {
        print(s, 1);
    }

    void print(String s, int times) {
        print(s, times, true);
    }

    void print(String s, int times, boolean newline) {
        emit(s);
    }

    private void emit(String... parts) {}

    static int max(int a, int b) {
        return a;
    }

    static int max(int a, int b, int c) {
        return max(max(a, b), c);
    }

    static String format(String pattern, Object... args) {
        return pattern;
    }

    static String format(String pattern) {
        return format(pattern, 1, 2);
    }
}

class ColorPrinter extends Printer {
    void print(String s) {
        super.print(s);
        print(s, 2);
    }

    void demo() {
        print("a");
        print("a", 1, false);
        Printer.max(1, 2, 3);
        Printer.format("x");
    }
}
