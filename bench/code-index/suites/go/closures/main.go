package main

type Op func(int) int

type Job struct {
	run  func()
	name string
}

func double(x int) int { return x * 2 }

func triple(x int) int { return x * 3 }

func apply(f Op, x int) int { return f(x) }

func adder(n int) func(int) int {
	return func(x int) int {
		return double(x) + n
	}
}

func work() {}

func cleanup() {}

func main() {
	apply(double, 1)
	add := adder(1)
	add(2)
	table := map[string]Op{"double": double, "triple": triple}
	table["triple"](3)
	job := Job{run: work}
	job.run()
	defer cleanup()
	go func() {
		work()
	}()
	done := func() { cleanup() }
	done()
}
