package main

func setup() {}

func step(i int) int { return total(i, 1) }

func join(a, b string) string { return a + b }

func total(a, b int) int { return a + b }

func unused() { setup() }
