package main

import "example.com/interfaces/shapes"

func report(s shapes.Shape) float64 {
	return s.Area()
}

type Printer interface{ Print() }

type Console struct{}

func (c Console) Print() {}

func show(p Printer) { p.Print() }
