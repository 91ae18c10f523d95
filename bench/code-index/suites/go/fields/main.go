package main

type Engine struct{ starter *Starter }

type Starter struct{}

func (s *Starter) Turn() error { return nil }

func (e *Engine) Start() error { return e.starter.Turn() }

type Car struct {
	engine Engine
	wheels [4]Wheel
	radio  struct{ tuner Tuner }
}

type Wheel struct{}

func (w *Wheel) Spin() {}

type Tuner struct{}

func (t Tuner) Tune() {}

func makeCar() (car Car, err error) {
	car.engine.Start()
	return
}

func pick(cars []Car) (*Car, bool) { return &cars[0], true }

func main() {
	car, _ := makeCar()
	car.engine.starter.Turn()
	car.wheels[0].Spin()
	car.radio.tuner.Tune()
	chosen, ok := pick([]Car{car})
	if ok {
		chosen.engine.Start()
	}
	e := &chosen.engine
	e.Start()
	tests := []struct {
		name string
		car  *Car
	}{{"a", chosen}}
	for _, tt := range tests {
		tt.car.engine.Start()
	}
}
