package com.acme.app;

import com.acme.shop.Cart;
import com.acme.shop.model.*;
import static com.acme.util.Maths.square;
import static com.acme.util.Strings.*;
import java.util.List;

public class Main {
    public static void main(String[] args) {
        Cart cart = new Cart();
        cart.add(new Item("a"));
        square(2);
        upper("x");
        Neighbour n = new Neighbour();
        n.hello();
        com.acme.util.Maths.cube(3);
        List.of(1);
        Tax.rate();
    }
}
