package main

import "example.com/globals/registry"

var conf = load("path")

var handlers = map[string]func(string){
	"a": onA,
	"b": onB,
}

var (
	first  = conf.Get("first")
	shared registry.Registry
)

type Config struct{}

func (c *Config) Get(key string) string { return key }

func load(path string) *Config { return &Config{} }

func onA(s string) {}

func onB(s string) { onA(s) }

func main() {
	conf.Get("x")
	for _, h := range handlers {
		h("y")
	}
	shared.Register("z")
	registry.Default.Register("w")
}
