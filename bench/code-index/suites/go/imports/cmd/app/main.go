package main

import (
	"fmt"

	"example.com/shop/cart"
	inv "example.com/shop/internal/inventory"
	. "example.com/shop/text"
	"example.com/shop/yaml-v2"
	"github.com/other/lib"
)

func main() {
	c := cart.New()
	c.Add("x")
	inv.Reserve("x")
	fmt.Println(Upper("a"))
	yaml.Parse("k: v")
	lib.Reserve("x")
}
