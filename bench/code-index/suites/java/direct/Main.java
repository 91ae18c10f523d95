public class Main {
    private int count;

    public static void main(String[] args) {
        Main app = new Main();
        app.run();
        helper(1);
        Main.helper(2);
        System.out.println(app.sum(1, 2));
    }

    void run() {
        this.step();
        step();
        if (count < 3) {
            run();
        }
        for (int i = 0; i < 3; i++) sum(i, i);
    }

    private void step() {
        count++;
    }

    int sum(int a, int b) {
        return helper(a) + Tools.twice(b);
    }

    static int helper(int n) {
        return n;
    }
}

class Tools {
    static int twice(int n) {
        return n * 2;
    }

    void unused() {
        twice(1);
    }
}
