package g;

import java.util.Map;
import java.util.HashMap;
import java.util.Optional;

interface Entity {
    int id();
}

abstract class Repo<E extends Entity> {
    private final Map<Integer, E> byId = new HashMap<>();

    void save(E e) {
        validate(e);
        byId.put(e.id(), e);
    }

    Optional<E> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    abstract void validate(E e);
}

class User implements Entity {
    public int id() {
        return 1;
    }

    void greet() {}
}

class UserRepo extends Repo<User> {
    @Override
    void validate(User u) {
        u.greet();
    }
}

class App {
    private Map<String, Box<User>> boxes;

    void run() {
        UserRepo repo = new UserRepo();
        repo.save(new User());
        repo.find(1).get().greet();
        Box<User> box = new Box<>();
        box.get().greet();
        Box.of(new User()).get().id();
        for (User u : box.history()) {
            u.greet();
        }
        boxes.get("a").get().greet();
        for (Map.Entry<String, Box<User>> e : boxes.entrySet()) {
            e.getValue().history();
        }
        User first = pick(box.history());
        first.id();
    }

    static <T> T pick(java.util.List<T> list) {
        return list.get(0);
    }
}
