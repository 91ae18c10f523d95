package zoo;

public class Puppy extends Dog {
    @Override
    public String sound() {
        this.play();
        return super.sound();
    }

    void play() {
        rest();
    }
}
