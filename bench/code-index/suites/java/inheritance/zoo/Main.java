package zoo;

class Main {
    public static void main(String[] args) {
        Animal a = new Dog();
        a.speak();
        a.sound();
        Puppy p = new Puppy();
        p.name();
        Animal either = args.length > 0 ? new Dog() : new Puppy();
        either.sound();
    }
}
