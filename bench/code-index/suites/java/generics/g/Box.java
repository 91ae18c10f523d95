package g;

import java.util.*;

public class Box<T> {
    private T value;
    private final List<T> history = new ArrayList<>();

    public void set(T value) {
        history.add(this.value);
        this.value = value;
    }

    public T get() {
        return value;
    }

    public List<T> history() {
        return history;
    }

    public static <E> Box<E> of(E value) {
        Box<E> b = new Box<>();
        b.set(value);
        return b;
    }
}
