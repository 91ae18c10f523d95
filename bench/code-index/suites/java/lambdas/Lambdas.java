import java.util.function.Function;
import java.util.function.Supplier;

class Lambdas {
    interface Visitor {
        void visit(String s);
    }

    private final Runnable task;

    Lambdas(Runnable task) {
        this.task = task;
    }

    void execute() {
        task.run();
    }

    static void each(String[] xs, Visitor v) {
        for (String x : xs) {
            v.visit(x);
        }
    }

    static int twice(Function<Integer, Integer> f, int x) {
        return f.apply(f.apply(x));
    }

    static int increment(int x) {
        return x + 1;
    }

    static void log(String s) {}

    void bound(String s) {
        log(s);
    }

    String name() {
        return "n";
    }

    static Lambdas build(Supplier<Lambdas> s) {
        return s.get();
    }

    Lambdas() {
        this(null);
    }

    static void finish() {}

    public static void main(String[] args) {
        Lambdas l = new Lambdas(() -> finish());
        l.execute();
        each(args, s -> log(s));
        each(args, l::bound);
        twice(Lambdas::increment, 1);
        Function<Lambdas, String> namer = Lambdas::name;
        namer.apply(l);
        build(Lambdas::new).execute();
        Thread t = new Thread(() -> {
            l.execute();
        });
    }
}
