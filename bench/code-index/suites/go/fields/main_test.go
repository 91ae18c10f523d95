package main

import "testing"

func TestCar(t *testing.T) {
	t.Run("start", func(t *testing.T) {
		check(t, Engine{})
	})
}

func check(t *testing.T, e Engine) {
	t.Helper()
	e.Start()
}
