class Engine {
    private final Pump pump = Pump.create();

    Pump pump() {
        return pump;
    }

    Engine tune() {
        return this;
    }
}

class Pump {
    int pressure;

    static Pump create() {
        return new Pump();
    }

    void prime() {}
}

class Car {
    Engine engine;
    static Car instance;
    private static final Car SHARED = new Car();
    Engine[] spare = new Engine[2];

    static Car getInstance() {
        if (instance == null) {
            instance = new Car();
        }
        return instance;
    }

    void drive() {
        engine.pump().prime();
        this.engine.tune().tune().pump();
        spare[0].tune();
        for (Engine e : spare) {
            e.pump();
        }
    }
}

class Driver {
    void go(Car car, Object o) {
        car.engine.tune();
        var c = Car.getInstance();
        c.drive();
        final var engine = c.engine;
        engine.pump();
        Car.instance.drive();
        ((Car) o).drive();
        if (o instanceof Engine e) {
            e.tune();
        }
        Car[] cars = {new Car()};
        cars[0].drive();
        Engine chosen = car != null ? car.engine : new Engine();
        chosen.tune();
    }
}
