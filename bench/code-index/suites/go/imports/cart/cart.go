package cart

import "example.com/shop/internal/inventory"

type Cart struct{ items []string }

func New() *Cart { return &Cart{} }

func (c *Cart) Add(item string) {
	inventory.Reserve(item)
	c.items = append(c.items, clean(item))
}
