def count
  1
end

def label
  'l'
end

def shadow
  count = 5
  count + 1
end

def parameter(label)
  label
end

def interpolate
  "#{label} #{count}"
end

def conditional
  return count if ready?
  label unless count.zero?
end

def ready?
  true
end

shadow
parameter(1)
interpolate
conditional
