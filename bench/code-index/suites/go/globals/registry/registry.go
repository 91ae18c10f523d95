package registry

type Registry struct{ names []string }

var Default = newRegistry()

func newRegistry() *Registry { return &Registry{} }

func (r *Registry) Register(name string) {
	r.lock()
	defer r.unlock()
}

func (r *Registry) lock() {}

func (r *Registry) unlock() {}
