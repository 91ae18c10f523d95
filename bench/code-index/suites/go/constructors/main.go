package main

import (
	"errors"

	"example.com/constructors/store"
)

type App struct {
	db    *store.DB
	cache store.Cache
	opts  options
}

type options struct{ limit int }

func (o options) Valid() bool { return o.limit > 0 }

func NewApp(path string) (*App, error) {
	db, err := store.Open(path)
	if err != nil {
		return nil, errors.New("no")
	}
	return &App{db: db, opts: options{limit: 1}}, nil
}

func (a *App) Run() {
	a.db.Query("x")
	a.cache.Get("k")
	if a.opts.Valid() {
		a.db.Rows().Next()
	}
}

func main() {
	app, err := NewApp("p")
	if err != nil {
		return
	}
	app.Run()
	if db, err := store.Open("q"); err == nil {
		db.Query("y")
	}
	c := new(store.Cache)
	c.Get("z")
}
