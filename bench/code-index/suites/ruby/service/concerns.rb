module Validatable
  def validate!(params)
    rules.each { |r| check(r, params) }
  end
  def rules
    []
  end
  def check(rule, params)
    rule
  end
end
