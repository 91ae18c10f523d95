package main

func (c *Counter) Reset() { c.set(0) }

func (c *Counter) set(n int) { c.n = n }

func resetAll(list []*Counter) {
	for _, c := range list {
		c.Reset()
	}
}
