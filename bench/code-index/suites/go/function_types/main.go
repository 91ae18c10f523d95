package main

type Handler interface{ Serve(s string) }

type HandlerFunc func(string)

func (f HandlerFunc) Serve(s string) { f(s) }

func hello(s string) { log(s) }

func log(s string) {}

type Mux struct{ handlers map[string]Handler }

func (m *Mux) Handle(path string, h Handler) { m.handlers[path] = h }

func (m *Mux) Dispatch(path string) { m.handlers[path].Serve(path) }

type Level int

const (
	Debug Level = iota
	Info
)

func (l Level) String() string { return name(int(l)) }

func name(i int) string { return "" }

type Middleware func(Handler) Handler

func logged(next Handler) Handler {
	return HandlerFunc(func(s string) {
		log(s)
		next.Serve(s)
	})
}

func chain(h Handler, ms ...Middleware) Handler {
	for _, m := range ms {
		h = m(h)
	}
	return h
}

func main() {
	mux := &Mux{handlers: map[string]Handler{}}
	mux.Handle("/", HandlerFunc(hello))
	mux.Dispatch("/")
	Info.String()
	var l Level = Debug
	l.String()
	chain(HandlerFunc(hello), logged).Serve("x")
}
