package com.acme.app;

class Neighbour {
    void hello() {
        new com.acme.shop.Cart().size();
    }
}
