package main

import "example.com/interfaces/shapes"

func main() {
	s := shapes.NewSquare(2)
	s.Scale(2).Area()
	var list []shapes.Shape
	list = append(list, s)
	for _, each := range list {
		each.Area()
	}
	show(Console{})
}
