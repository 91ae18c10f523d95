package main

import "example.com/embedding/base"

type Logger struct{ prefix string }

func (l *Logger) Log(s string) { l.write(s) }

func (l *Logger) write(s string) {}

type Named struct{ name string }

func (n Named) Name() string { return n.name }

func (n Named) Describe() string { return n.Name() }

type Server struct {
	*Logger
	Named
	base.Core
	port int
}

func (s *Server) Name() string { return "server " + s.Named.Name() }

func (s *Server) Start() {
	s.Log("start")
	s.Describe()
	s.Name()
	s.Core.Boot()
	s.Halt()
}

type Admin struct {
	Server
}

func main() {
	a := Admin{}
	a.Start()
	a.Log("x")
	a.Logger.Log("y")
}
