package base

type Core struct{}

func (c *Core) Boot() { c.load() }

func (c *Core) load() {}

func (c *Core) Halt() {}
