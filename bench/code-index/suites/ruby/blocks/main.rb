def double(x)
  x * 2
end

def log(x)
  puts x
end

class Tree
  def initialize
    @nodes = []
  end

  def each
    @nodes.each { |n| yield n }
  end

  def visit(&block)
    each(&block)
  end

  def total
    sum = 0
    each { |n| sum += weigh(n) }
    sum
  end

  def weigh(n)
    n
  end
end

tree = Tree.new
tree.visit { |n| log(n) }
[1, 2].map do |x|
  double(x)
end
[3].each(&method(:log))
tree.total
