package com.acme.shop.model;

public class Item {
    private final String name;

    public Item(String name) {
        this.name = name;
    }

    public int price() {
        return Tax.rate();
    }

    public String name() {
        return name;
    }
}
