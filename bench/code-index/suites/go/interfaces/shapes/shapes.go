package shapes

type Shape interface {
	Area() float64
	Scale(k float64) Shape
}

type Square struct{ side float64 }

func (s Square) Area() float64 { return s.side * s.side }

func (s Square) Scale(k float64) Shape { return Square{s.side * k} }

type Circle struct{ r float64 }

func (c *Circle) Area() float64 { return square(c.r) }

func (c *Circle) Scale(k float64) Shape { return &Circle{c.r * k} }

type Line struct{}

func (l Line) Length() float64 { return 0 }

func (l Line) Area(unit int) float64 { return 0 }

func square(x float64) float64 { return x * x }

func NewSquare(side float64) Shape { return Square{side} }
