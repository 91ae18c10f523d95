def helper(x)
  x + 1
end

def greet
  helper 2
end

def run
  value = helper(3)
  greet
  value
end

run
