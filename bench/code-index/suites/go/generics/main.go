package main

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) {
	s.grow()
	s.items = append(s.items, x)
}

func (s *Stack[T]) Pop() T { return s.items[0] }

func (s *Stack[T]) grow() {}

type Task struct{ name string }

func (t Task) Run() { execute(t.name) }

func execute(name string) {}

type Runner interface{ Run() }

func Map[T, U any](xs []T, f func(T) U) []U {
	var out []U
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func RunAll[R Runner](rs []R) {
	for _, r := range rs {
		r.Run()
	}
}

func NewStack[T any]() *Stack[T] { return &Stack[T]{} }

func label(t Task) string { return t.name }

func First[T any](xs []T) T { return xs[0] }

func main() {
	s := NewStack[Task]()
	s.Push(Task{"a"})
	s.Pop().Run()
	tasks := []Task{{"b"}}
	Map(tasks, label)
	RunAll(tasks)
	First(tasks).Run()
}
