package main

import (
	"example.com/shadowing/a"
	"example.com/shadowing/b"
)

func run() {}

type Run struct{}

func (Run) run() {}

func (Run) a() {}

func main() {
	a.Run()
	b.Run()
	run()
	{
		run := b.Run
		run()
	}
	a := Run{}
	a.run()
	a.a()
	func(run func()) {
		run()
	}(b.Stop)
}
