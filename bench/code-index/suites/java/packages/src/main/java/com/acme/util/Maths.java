package com.acme.util;

public final class Maths {
    public static int square(int n) {
        return n * n;
    }

    public static int cube(int n) {
        return n * square(n);
    }
}
