package main

type Counter struct{ n int }

func (c *Counter) Inc() *Counter {
	c.n++
	return c
}

func (c Counter) Value() int { return c.n }

func (c *Counter) Twice() int {
	return c.Inc().Inc().Value()
}

type Names []string

func (n Names) First() string { return n.at(0) }

func (n Names) at(i int) string { return n[i] }

type Ages map[string]int

func (a Ages) Of(name string) int { return a[name] }

func main() {
	var c Counter
	c.Twice()
	names := Names{"a", "b"}
	names.First()
	ages := Ages{}
	ages.Of("a")
	inc := c.Inc
	inc()
	Counter.Value(c)
	(*Counter).Inc(&c)
	p := &c
	p.Value()
}
