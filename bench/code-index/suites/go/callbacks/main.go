package main

import (
	"net/http"
	"sort"
	"strings"
	"sync"
)

type Person struct{ age int }

func (p Person) Age() int { return p.age }

func rotate(r rune) rune { return shift(r) }

func shift(r rune) rune { return r + 1 }

func index(w http.ResponseWriter, r *http.Request) { render(w) }

func render(w http.ResponseWriter) {}

func load() {}

func main() {
	people := []Person{{1}, {2}}
	sort.Slice(people, func(i, j int) bool {
		return people[i].Age() < people[j].Age()
	})
	strings.Map(rotate, "abc")
	http.HandleFunc("/", index)
	var once sync.Once
	once.Do(load)
}
