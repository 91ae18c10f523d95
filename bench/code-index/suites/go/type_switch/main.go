package main

type Dog struct{}

func (Dog) Bark() {}

func (Dog) Feed() {}

type Cat struct{}

func (*Cat) Meow() {}

func (*Cat) Feed() {}

func handle(x any) {
	switch v := x.(type) {
	case Dog:
		v.Bark()
	case *Cat:
		v.Meow()
	}
	if d, ok := x.(Dog); ok {
		d.Bark()
		d.Feed()
	}
	x.(*Cat).Meow()
}

func main() {
	handle(Dog{})
	handle(&Cat{})
}
