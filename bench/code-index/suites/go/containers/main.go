package main

type Item struct{ price int }

func (i Item) Price() int { return i.price }

type Box struct{ items []Item }

func (b *Box) All() []Item { return b.items }

type Index map[string]*Box

func build() Index { return Index{} }

func sum(items ...Item) int {
	total := 0
	for _, i := range items {
		total += i.Price()
	}
	return total
}

func consume(in <-chan Item) {
	first := <-in
	first.Price()
	for item := range in {
		item.Price()
	}
}

func main() {
	boxes := map[string]*Box{"a": {}}
	for _, box := range boxes {
		for _, item := range box.All() {
			item.Price()
		}
	}
	if b, ok := boxes["a"]; ok {
		b.All()
	}
	boxes["a"].All()[0].Price()
	list := []Item{{1}, {2}}
	list[0].Price()
	sum(list...)
	build()["x"].All()
	ch := make(chan Item, 1)
	ch <- Item{3}
	consume(ch)
	grid := make([][]Item, 0)
	grid[0][1].Price()
}
