package com.acme.shop;

import com.acme.shop.model.Item;
import com.acme.util.Strings;

public class Cart {
    public void add(Item item) {
        item.price();
        Strings.lower(item.name());
    }

    public int size() {
        return 0;
    }
}
