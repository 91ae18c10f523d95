package com.acme.shop;

class CartTest {
    void sizes() {
        new Cart().size();
    }
}
