class Box
  def open
    unlock
  end

  def unlock; end

  alias unseal open
  alias_method :release, :unlock

  def keyword(name:, size: 1)
    build(name, size)
  end

  def build(*parts); end

  def value=(v)
    store(v)
  end

  def store(v); end

  def [](key)
    fetch(key)
  end

  def fetch(key); end
end

box = Box.new
box.unseal
box.release
box.keyword(name: 'a')
box.value = 3
