package main

import "fmt"

func init() {
	setup()
}

func main() {
	greet("a")
	run(2)
	fmt.Println(total(1, 2))
}

func greet(name string) string {
	return join("hello", name)
}

func run(n int) {
	if n > 0 {
		run(n - 1)
	}
	for i := 0; i < n; i++ {
		step(i)
	}
}
