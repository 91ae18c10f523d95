def inc(x)
  x + 1
end

def dec(x)
  x - 1
end

def apply(fn, value)
  fn.call(value)
end

def apply_short(fn, value)
  fn.(value)
end

add = ->(x) { inc(x) }
sub = lambda { |x| dec(x) }
maker = proc { |x| inc(x) }

add.call(1)
apply(sub, 2)
apply_short(maker, 3)
