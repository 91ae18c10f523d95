package zoo;

public class Dog extends Animal {
    public Dog() {
        super("dog");
    }

    @Override
    public String sound() {
        return bark();
    }

    private String bark() {
        rest();
        return "woof";
    }

    @Override
    public String name() {
        return super.name() + "!";
    }
}
