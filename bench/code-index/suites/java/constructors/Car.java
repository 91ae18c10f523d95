class Car extends Vehicle {
    private final Engine engine;
    private Radio radio = new Radio();
    static final Car DEFAULT = new Car();

    Car() {
        this(new Engine(1));
    }

    Car(Engine engine) {
        super("car");
        this.engine = engine;
        check(engine);
    }

    void check(Engine e) {
        e.start();
        engine.start();
        radio.play();
    }
}

class Engine {
    Engine(int power) {
        init();
    }

    private void init() {}

    void start() {}
}

class Radio {
    void play() {}
}

class Vehicle {
    Vehicle(String name) {
        register(name);
    }

    static void register(String name) {}
}

class Truck extends Vehicle {
    Truck() {
        super("truck");
    }

    static Truck create() {
        return new Truck();
    }
}

class Garage {
    void open() {
        Car c = new Car(new Engine(2));
        c.check(null);
        Truck.create();
        Car.DEFAULT.check(null);
    }
}
