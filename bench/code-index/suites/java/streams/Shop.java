import java.util.*;
import java.util.stream.Collectors;

class Product {
    int price() {
        return 1;
    }

    boolean available() {
        return true;
    }

    Optional<Maker> maker() {
        return Optional.empty();
    }
}

class Maker {
    String name() {
        return "m";
    }
}

class Shop {
    private final List<Product> products = new ArrayList<>();

    void add() {
        products.add(new Product());
    }

    int total() {
        return products.stream()
            .filter(p -> p.available())
            .mapToInt(Product::price)
            .sum();
    }

    List<String> makers() {
        return products.stream()
            .map(p -> p.maker())
            .map(m -> m.get().name())
            .collect(Collectors.toList());
    }

    void print() {
        products.forEach(p -> log(p.price()));
        products.forEach(this::show);
        products.get(0).maker().ifPresent(m -> m.name());
        products.sort(Comparator.comparing(Product::price));
        for (Iterator<Product> it = products.iterator(); it.hasNext(); ) {
            it.next().available();
        }
    }

    void show(Product p) {
        p.available();
    }

    static void log(int n) {}
}
