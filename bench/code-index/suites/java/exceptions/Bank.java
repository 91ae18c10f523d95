class BankException extends RuntimeException {
    private final int code;

    BankException(String message, int code) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}

class LowFunds extends BankException {
    LowFunds() {
        super("low", 1);
    }

    void explain() {}
}

class Connection implements AutoCloseable {
    static Connection open() {
        return new Connection();
    }

    void send(String s) {}

    @Override
    public void close() {}
}

class Bank {
    void withdraw(int n) {
        if (n > 10) {
            throw new LowFunds();
        }
        log("ok");
    }

    void run() {
        try (Connection c = Connection.open()) {
            c.send("x");
            withdraw(1);
        } catch (LowFunds e) {
            e.explain();
            e.code();
        } catch (IllegalStateException | BankException e) {
            recover(e);
        } finally {
            log("done");
        }
    }

    void recover(Exception e) {
        log(e.getMessage());
    }

    private static void log(String s) {}

    static {
        log("loaded");
    }
}
