package zoo;

public abstract class Animal {
    protected String name;

    public Animal(String name) {
        this.name = name;
    }

    public abstract String sound();

    public String speak() {
        return name() + sound();
    }

    public String name() {
        return name;
    }

    protected void rest() {}
}
