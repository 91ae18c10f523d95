package a;

public class Outer {
    private int n;

    void touch() {}

    static void shared() {}

    public class Inner {
        void run() {
            touch();
            Outer.this.touch();
            help();
        }

        void help() {
            shared();
        }
    }

    public static class Node {
        private Node next;

        public Node next() {
            return next;
        }

        static Node of() {
            return new Node();
        }

        class Deep {
            void go() {
                next().next();
            }
        }
    }

    void start() {
        Inner inner = new Inner();
        inner.run();
        Node.of().next();
        Runnable r = new Runnable() {
            @Override
            public void run() {
                touch();
                local();
            }

            void local() {}
        };
        r.run();
        class Local {
            void work() {
                touch();
            }
        }
        new Local().work();
    }
}
