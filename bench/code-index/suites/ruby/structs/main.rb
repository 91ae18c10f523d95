Point = Struct.new(:x, :y) do
  def length
    scale(x + y)
  end

  def scale(n)
    n
  end
end

class Pair < Struct.new(:left, :right)
  def swap
    flip
  end

  def flip
    Pair.new(right, left)
  end
end

Point.new(1, 2).length
Pair.new(1, 2).swap
